# A team examined for a medium sanction, then a heavy one shows: the team is formed again and examines before anybody is
# dismissed (PP 94/2021 Ps 29). Each kind of dismissal is set by a letter of its own.
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
act petugas.ppk-16.06 r1 summon letter_date=2024-10-14 examination_for=2024-10-21
now 2024-10-21T09:00:00+07:00
act petugas.ppk-16.06 r1 examine
# A request to resign meanwhile is refused, and the examination goes on.
act petugas.ppk-16.06 r1 refuse_resignation requested_on=2024-10-21
expect r1 state=examined
act petugas.ppk-16.06 r1 report_examination
refuse 409 step-blocked act pimpinan.ppk-16.06 r1 decide_heavy sanction=Berat
refuse 409 step-blocked act pimpinan.ppk-16.06 r1 propose_dismissal_heavy basis_on=2024-10-21
act pimpinan.ppk-16.06 r1 form_team_heavy
expect r1 state=team_formed
act petugas.ppk-16.06 r1 summon letter_date=2024-10-21 examination_for=2024-10-28
now 2024-10-28T09:00:00+07:00
act petugas.ppk-16.06 r1 examine
act petugas.ppk-16.06 r1 report_examination
# The reported person is a PNS: there is no contract to end.
refuse 409 step-blocked act pimpinan.ppk-16.06 r1 propose_end_contract outcome=pppk_party basis_on=2024-10-28 reasons=Usul
act pimpinan.ppk-16.06 r1 propose_dismissal_heavy basis_on=2024-10-28
expect r1 state=dismissal_heavy
clock r1 PNS-HEAVY.dismissal start=2024-10-28 due=2024-11-26
# Over a serious breach both are open, with a legal note; the paths of a party and of a candidate are not.
offers pimpinan.ppk-16.06 r1 decide_dismissal_honour,decide_ptdh_heavy,dismiss_not_proven,return_proposal
refuse 409 step-blocked act pimpinan.ppk-16.06 r1 decide_ptdh decision_number=1 decision_date=2024-10-28 effective_for=2024-10-31 reasons=Partai
act pimpinan.ppk-16.06 r1 decide_dismissal_honour decision_date=2024-10-28
expect r1 state=dismissal_set open=D11.deliver
clock r1 PNS-HEAVY.dismissal running=no
# A dismissal is open to an appeal, never to an objection to the authority.
offers petugas.ppk-16.06 r1 deliver_dismissal
act petugas.ppk-16.06 r1 deliver_dismissal outcome=received handover_on=2024-10-28
expect r1 state=delivered_dismissal open=A04.appeal,D13.effect
offers petugas.ppk-16.06 r1 appeal,record_dismissal_effect*
act petugas.ppk-16.06 r1 appeal application_received_on=2024-10-28 copy_received_on=2024-10-28
clock r1 D13.effect running=no
act pimpinan.ppk-16.06 r1 decide_appeal outcome=inadmissible
# No article names the day of effect then: it is recorded, with its reason.
expect r1 state=appeal_inadmissible open=
offers petugas.ppk-16.06 r1 apply_inadmissible_appeal
act petugas.ppk-16.06 r1 apply_inadmissible_appeal effective_for=2024-11-19 effective_because="Hari ke-15 setelah diterima"
expect r1 state=dismissal_in_force open=
# Who left the service serves no months.
offers petugas.ppk-16.06 r1 record_dismissal
act petugas.ppk-16.06 r1 record_dismissal
expect r1 state=closed_sanctioned terminal=yes holder=
