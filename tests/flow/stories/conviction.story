# Who was convicted leaves by the ground of the judgment: a PNS by PP 11/2017 Ps 247-252, a PPPK by PP 49/2018 Ps 53. Nobody is
# offered the path of the other, and nobody decides on another ground than the one that was proposed.
now 2024-10-14T09:00:00+07:00
report r1
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r1 forward_bkn
act petugas.bkn r1 recommend_ppk outcome=discipline
act petugas.ppk-16.06 r1 begin_discipline outcome=medium departs_because="Dampak tampak terbatas"
act pimpinan.ppk-16.06 r1 form_team
act petugas.ppk-16.06 r1 summon letter_date=2024-10-14 examination_for=2024-10-14
act petugas.ppk-16.06 r1 examine
act petugas.ppk-16.06 r1 report_examination
# r1, a PNS: a proposal names the final judgment, all of it.
refuse 409 step-blocked act pimpinan.ppk-16.06 r1 propose_end_contract_pancasila basis_on=2024-10-14 reasons=Pancasila
act pimpinan.ppk-16.06 r1 propose_dismissal_convicted outcome=unplanned_crime basis_on=2024-10-14 judgment_number=12/Pid.B/2024 judgment_court="PN Contoh" judgment_final_on=2024-10-04 sentence_months=30 departs_because="Putusan pidana"
expect r1 state=dismissal_unplanned_crime open=B05.follow_up,PNS-CRIME.dismissal
clock r1 PNS-CRIME.dismissal start=2024-10-14 due=2024-11-12
offers pimpinan.ppk-16.06 r1 decide_unplanned_crime,keep_convicted,return_ground
refuse 409 step-blocked act pimpinan.ppk-16.06 r1 decide_ptdh_office_crime decision_number=1 decision_date=2024-10-14 effective_for=2024-10-31 reasons=Pidana
# Kept: what remains to be decided is the breach of discipline, by the examination that was held.
act pimpinan.ppk-16.06 r1 keep_convicted conditions="Keempatnya terpenuhi"
expect r1 state=judgment_known open=B05.follow_up
refuse 409 step-blocked act petugas.ppk-16.06 r1 resume_decision_absent
act petugas.ppk-16.06 r1 resume_decision
expect r1 state=decision_due open=B05.follow_up
clock r1 PNS-CRIME.dismissal running=no
# Proposed again, over a crime of office: without honour, from the end of the month of the final judgment.
act pimpinan.ppk-16.06 r1 propose_dismissal_convicted outcome=office_crime basis_on=2024-10-14 judgment_number=12/Pid.B/2024 judgment_final_on=2024-10-04 sentence_months=6 departs_because="Putusan pidana"
offers pimpinan.ppk-16.06 r1 decide_ptdh_office_crime,return_ground
act pimpinan.ppk-16.06 r1 decide_ptdh_office_crime effective_for=2024-10-31 decision_date=2024-10-14
expect r1 state=conviction_set open=
act petugas.ppk-16.06 r1 deliver_conviction received_on=2024-10-14
expect r1 state=delivered_conviction open=A04.appeal
# r2, a PPPK: an unplanned crime ends the contract with honour (Ps 53(2) a).
report r2 class=pppk
act petugas.bawaslu-16.06 r2 initial_review outcome=complete
act petugas.bawaslu-16.06 r2 register
act petugas.bawaslu-16.06 r2 clarify who=reporter
act petugas.bawaslu-16.06 r2 study
act pimpinan.bawaslu-16.06 r2 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r2 forward_bkn
act petugas.bkn r2 recommend_ppk outcome=discipline
act petugas.ppk-16.06 r2 begin_discipline outcome=medium departs_because="Dampak tampak terbatas"
act pimpinan.ppk-16.06 r2 form_team
act petugas.ppk-16.06 r2 summon letter_date=2024-10-14 examination_for=2024-10-14
act petugas.ppk-16.06 r2 examine
act petugas.ppk-16.06 r2 report_examination
act pimpinan.ppk-16.06 r2 propose_end_contract_convicted outcome=unplanned_crime basis_on=2024-10-14 judgment_final_on=2024-10-04 sentence_months=24 departs_because="Putusan pidana"
expect r2 state=contract_unplanned_crime open=B05.follow_up,PPPK-OTHER.dismissal
offers pimpinan.ppk-16.06 r2 end_contract_unplanned_crime,return_ground
act pimpinan.ppk-16.06 r2 end_contract_unplanned_crime effective_for=2024-10-04 decision_date=2024-10-14
expect r2 state=conviction_set open=
# r3, a PNS: a candidate who did not resign leaves without honour (PP 11/2017 Ps 254(4) since PP 17/2020), and no day is set for it.
report r3
act petugas.bawaslu-16.06 r3 initial_review outcome=complete
act petugas.bawaslu-16.06 r3 register
act petugas.bawaslu-16.06 r3 clarify who=reporter
act petugas.bawaslu-16.06 r3 study
act pimpinan.bawaslu-16.06 r3 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r3 forward_bkn
act petugas.bkn r3 recommend_ppk outcome=discipline
act petugas.ppk-16.06 r3 begin_discipline outcome=medium departs_because="Dampak tampak terbatas"
act pimpinan.ppk-16.06 r3 form_team
act petugas.ppk-16.06 r3 summon letter_date=2024-10-14 examination_for=2024-10-14
act petugas.ppk-16.06 r3 examine
act petugas.ppk-16.06 r3 report_examination
act pimpinan.ppk-16.06 r3 propose_dismissal outcome=pns_candidate_stayed basis_on=2024-10-14 departs_because="Menurut penetapan KPU"
expect r3 state=dismissal_candidate_stayed open=B05.follow_up
offers pimpinan.ppk-16.06 r3 decide_ptdh_candidate,dismiss_not_proven,return_proposal
act pimpinan.ppk-16.06 r3 decide_ptdh_candidate effective_for=2024-09-30 decision_date=2024-10-14
expect r3 state=removal_set open=
# r4, a PNS whom a court convicted before anybody examined: proposed at once, returned, and not punished without an examination.
report r4
act petugas.bawaslu-16.06 r4 initial_review outcome=complete
act petugas.bawaslu-16.06 r4 register
act petugas.bawaslu-16.06 r4 clarify who=reporter
act petugas.bawaslu-16.06 r4 study
act pimpinan.bawaslu-16.06 r4 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r4 forward_bkn
act petugas.bkn r4 recommend_ppk outcome=discipline
act petugas.ppk-16.06 r4 begin_discipline outcome=medium departs_because="Dampak tampak terbatas"
act pimpinan.ppk-16.06 r4 form_team
act petugas.ppk-16.06 r4 summon letter_date=2024-10-14 examination_for=2024-10-14
act petugas.ppk-16.06 r4 bring_judgment judgment_number=9/Pid.B/2024 judgment_final_on=2024-10-04
expect r4 state=judgment_known open=B05.follow_up
refuse 409 step-blocked act petugas.ppk-16.06 r4 resume_decision
act pimpinan.ppk-16.06 r4 propose_dismissal_convicted outcome=short_crime basis_on=2024-10-14 judgment_number=9/Pid.B/2024 judgment_final_on=2024-10-04 sentence_months=12 departs_because="Putusan pidana"
expect r4 state=dismissal_short_crime open=B05.follow_up,PNS-CRIME.dismissal
act pimpinan.ppk-16.06 r4 return_ground returned_on=2024-10-14
expect r4 state=judgment_known open=B05.follow_up
offers petugas.ppk-16.06 r4 begin_discipline,resume_decision*,resume_decision_absent*
act pimpinan.ppk-16.06 r4 propose_dismissal_convicted outcome=short_crime basis_on=2024-10-14 judgment_number=9/Pid.B/2024 judgment_final_on=2024-10-04 sentence_months=12 departs_because="Putusan pidana"
act pimpinan.ppk-16.06 r4 decide_short_crime effective_for=2024-10-31 decision_date=2024-10-14 legal_review="Di bawah dua tahun"
act petugas.ppk-16.06 r4 deliver_conviction received_on=2024-10-14
# r5, a PPPK who is named as a suspect: proposed as one, and no contract ends before the judgment (PP 49/2018 Ps 73(1), 53(3) b).
report r5 class=pppk
act petugas.bawaslu-16.06 r5 initial_review outcome=complete
act petugas.bawaslu-16.06 r5 register
act petugas.bawaslu-16.06 r5 clarify who=reporter
act petugas.bawaslu-16.06 r5 study
act pimpinan.bawaslu-16.06 r5 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r5 forward_bkn
act petugas.bkn r5 recommend_ppk outcome=discipline
act pimpinan.ppk-16.06 r5 propose_suspect basis_on=2024-10-14 suspect_for=2024-10-10 suspect_by="S.Tap/1/X/2024, Penyidik Contoh"
expect r5 state=contract_suspect open=B05.follow_up
offers petugas.ppk-16.06 r5 record_suspect_judgment,resume_decision*,resume_decision_absent*
act petugas.ppk-16.06 r5 record_suspect_judgment outcome=known letter_number=10/Pid.B/2024 ended_final_on=2024-10-14
expect r5 state=judgment_known open=B05.follow_up
# r6, a candidate civil servant: PP 11/2017 Ps 37(2) e, decided at once.
report r6 class=cpns
act petugas.bawaslu-16.06 r6 initial_review outcome=complete
act petugas.bawaslu-16.06 r6 register
act petugas.bawaslu-16.06 r6 clarify who=reporter
act petugas.bawaslu-16.06 r6 study
act pimpinan.bawaslu-16.06 r6 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r6 forward_bkn
act petugas.bkn r6 recommend_ppk outcome=discipline
act petugas.ppk-16.06 r6 bring_judgment judgment_number=11/Pid.B/2024 judgment_final_on=2024-10-04
offers pimpinan.ppk-16.06 r6 begin_discipline,end_candidacy_convicted,resume_decision*,resume_decision_absent*
act pimpinan.ppk-16.06 r6 end_candidacy_convicted judgment_number=11/Pid.B/2024 judgment_court="PN Contoh" judgment_final_on=2024-10-04 effective_for=2024-10-31 decision_date=2024-10-14 legal_review="Ps 37(2) e"
expect r6 state=conviction_set open=
# r1 and r4 again: nobody appealed. The crime of r1 is the conduct that was reported, that of r4 is not.
now 2024-11-02T09:00:00+07:00
act petugas.ppk-16.06 r1 record_conviction_effect
act petugas.ppk-16.06 r1 record_conviction outcome=same_conduct
expect r1 state=closed_sanctioned terminal=yes holder=
act petugas.ppk-16.06 r4 record_conviction_effect
act petugas.ppk-16.06 r4 record_conviction outcome=other_matter
expect r4 state=closed_convicted terminal=yes holder=
