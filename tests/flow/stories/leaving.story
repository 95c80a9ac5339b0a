# Ways out of the service that are no sanction of PP 94/2021: without honour over a party, the end of a contract, and the
# discharge of who became a candidate. Each is decided as it was proposed, by the day that the decision names.
now 2024-10-14T09:00:00+07:00
report r1
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r1 forward_bkn
act petugas.bkn r1 recommend_ppk outcome=discipline departs_because="Keanggotaan partai"
act petugas.ppk-16.06 r1 begin_discipline outcome=heavy departs_because="Keanggotaan partai"
act pimpinan.ppk-16.06 r1 form_team_heavy
act petugas.ppk-16.06 r1 summon letter_date=2024-10-14 examination_for=2024-10-14
act petugas.ppk-16.06 r1 examine
act petugas.ppk-16.06 r1 report_examination
# r1: a member of a party who did not resign.
act pimpinan.ppk-16.06 r1 propose_dismissal outcome=pns_candidate basis_on=2024-10-14 departs_because="Menurut hasil pemeriksaan"
expect r1 state=dismissal_candidate open=B05.follow_up,PNS-CAND.dismissal
# Proposed over the wrong ground: nobody can decide it as another one, it is returned.
refuse 409 step-blocked act pimpinan.ppk-16.06 r1 decide_ptdh decision_number=1 decision_date=2024-10-14 effective_for=2024-09-30 reasons=Partai
act pimpinan.ppk-16.06 r1 return_proposal
expect r1 state=decision_due open=B05.follow_up
act pimpinan.ppk-16.06 r1 propose_dismissal outcome=pns_party basis_on=2024-10-14 departs_because="Menurut hasil pemeriksaan"
expect r1 state=dismissal_party open=B05.follow_up,PNS-PARTY.dismissal
offers pimpinan.ppk-16.06 r1 decide_ptdh,dismiss_not_proven,return_proposal
# In force from the end of the month of joining, long before the report.
act pimpinan.ppk-16.06 r1 decide_ptdh effective_for=2024-06-30 decision_date=2024-10-14
expect r1 state=removal_set open=
act petugas.ppk-16.06 r1 deliver_removal received_on=2024-10-14
# No fifteenth day, no objection: an appeal to BPASN alone.
expect r1 state=delivered_removal open=A04.appeal
clock r1 A04.appeal start=2024-10-14 due=2024-11-01
offers petugas.ppk-16.06 r1 appeal,record_removal_effect*
# r2: determined as a candidate. Leaving is no sanction, and the case says so to the end.
report r2
act petugas.bawaslu-16.06 r2 initial_review outcome=complete
act petugas.bawaslu-16.06 r2 register
act petugas.bawaslu-16.06 r2 clarify who=reporter
act petugas.bawaslu-16.06 r2 study
act pimpinan.bawaslu-16.06 r2 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r2 forward_bkn
act petugas.bkn r2 recommend_ppk outcome=discipline departs_because="Keanggotaan partai"
act petugas.ppk-16.06 r2 begin_discipline outcome=heavy departs_because="Keanggotaan partai"
act pimpinan.ppk-16.06 r2 form_team_heavy
act petugas.ppk-16.06 r2 summon letter_date=2024-10-14 examination_for=2024-10-14
act petugas.ppk-16.06 r2 examine
act petugas.ppk-16.06 r2 report_examination
act pimpinan.ppk-16.06 r2 propose_dismissal outcome=pns_candidate basis_on=2024-10-14
clock r2 PNS-CAND.dismissal start=2024-10-14 due=2024-11-01
offers pimpinan.ppk-16.06 r2 decide_discharge_candidate,return_proposal
act pimpinan.ppk-16.06 r2 decide_discharge_candidate effective_for=2024-10-31 decision_date=2024-10-14
expect r2 state=discharge_set open=
act petugas.ppk-16.06 r2 deliver_discharge received_on=2024-10-14
offers petugas.ppk-16.06 r2 appeal_discharge,record_discharge*
act petugas.ppk-16.06 r2 appeal_discharge application_received_on=2024-10-14 copy_received_on=2024-10-14
expect r2 state=discharge_appealed open=A05.ppk_response,A06.bpasn
act pimpinan.ppk-16.06 r2 answer_discharge_appeal
act pimpinan.ppk-16.06 r2 decide_discharge_appeal outcome=stands
offers petugas.ppk-16.06 r2 close_discharge,sue_discharge
act petugas.ppk-16.06 r2 close_discharge
expect r2 state=closed_discharged terminal=yes holder=
# r3: a PPPK. The contract ends without honour on a ground that is no party.
report r3 class=pppk
act petugas.bawaslu-16.06 r3 initial_review outcome=complete
act petugas.bawaslu-16.06 r3 register
act petugas.bawaslu-16.06 r3 clarify who=reporter
act petugas.bawaslu-16.06 r3 study
act pimpinan.bawaslu-16.06 r3 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r3 forward_bkn
act petugas.bkn r3 recommend_ppk outcome=discipline departs_because="Keanggotaan partai"
act petugas.ppk-16.06 r3 begin_discipline outcome=heavy departs_because="Keanggotaan partai"
act pimpinan.ppk-16.06 r3 form_team_heavy
act petugas.ppk-16.06 r3 summon letter_date=2024-10-14 examination_for=2024-10-14
act petugas.ppk-16.06 r3 examine
act petugas.ppk-16.06 r3 report_examination
refuse 409 step-blocked act pimpinan.ppk-16.06 r3 propose_dismissal outcome=pns_party basis_on=2024-10-14 reasons=Partai
act pimpinan.ppk-16.06 r3 propose_end_contract_pancasila basis_on=2024-10-14 departs_because="Menurut hasil pemeriksaan"
expect r3 state=contract_pancasila open=B05.follow_up,PPPK-OTHER.dismissal
offers pimpinan.ppk-16.06 r3 deviation_not_proven,end_contract_pancasila,return_deviation
act pimpinan.ppk-16.06 r3 end_contract_pancasila effective_for=2024-09-01
expect r3 state=conviction_set open=
act petugas.ppk-16.06 r3 deliver_conviction received_on=2024-10-14
act petugas.ppk-16.06 r3 appeal_conviction application_received_on=2024-10-14 copy_received_on=2024-10-14
act pimpinan.ppk-16.06 r3 decide_conviction_appeal outcome=strengthened
act petugas.ppk-16.06 r3 apply_conviction_appeal outcome=dismissed
expect r3 state=conviction_in_force
# r4: a PPPK asks to leave. Short of 90% the request is postponed, at most until the contract ends (PP 49/2018 Ps 56).
report r4 class=pppk
act petugas.bawaslu-16.06 r4 initial_review outcome=complete
act petugas.bawaslu-16.06 r4 register
act petugas.bawaslu-16.06 r4 clarify who=reporter
act petugas.bawaslu-16.06 r4 study
act pimpinan.bawaslu-16.06 r4 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r4 forward_bkn
act petugas.bkn r4 recommend_ppk outcome=discipline departs_because="Keanggotaan partai"
act petugas.ppk-16.06 r4 begin_discipline outcome=heavy departs_because="Keanggotaan partai"
act pimpinan.ppk-16.06 r4 form_team_heavy
act petugas.ppk-16.06 r4 summon letter_date=2024-10-14 examination_for=2024-10-14
act petugas.ppk-16.06 r4 examine
act petugas.ppk-16.06 r4 report_examination
act pimpinan.ppk-16.06 r4 propose_end_contract outcome=pppk_request basis_on=2024-10-14 departs_because="Permintaan sendiri"
expect r4 state=contract_request open=B05.follow_up,PPPK-REQUEST.dismissal
offers pimpinan.ppk-16.06 r4 end_contract_request,postpone_request,return_proposal
act pimpinan.ppk-16.06 r4 postpone_request term_percent=60 target_percent=95 postponed_until_for=2025-03-31
expect r4 state=contract_postponed open=B05.follow_up
offers pimpinan.ppk-16.06 r4 end_contract_disobeyed,end_contract_request,end_contract_term,return_proposal
act pimpinan.ppk-16.06 r4 end_contract_disobeyed effective_for=2024-10-14 decision_date=2024-10-14
expect r4 state=contract_end_set open=
act petugas.ppk-16.06 r4 deliver_contract_end received_on=2024-10-14
expect r4 state=delivered_contract_end open=A04.appeal
# r1 again: nobody appealed. No month is served, the record ends it.
now 2024-11-02T09:00:00+07:00
act petugas.ppk-16.06 r4 record_contract_end
act petugas.ppk-16.06 r4 close_contract_end
expect r4 state=closed_contract_ended terminal=yes holder=
act petugas.ppk-16.06 r1 record_removal_effect
act petugas.ppk-16.06 r1 record_dismissal
expect r1 state=closed_sanctioned terminal=yes holder=
