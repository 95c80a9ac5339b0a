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
refuse 409 step-blocked act pimpinan.ppk-16.06 r1 propose_dismissal_heavy outcome=pns_heavy basis_on=2024-10-21
act pimpinan.ppk-16.06 r1 form_team_heavy
expect r1 state=team_formed
act petugas.ppk-16.06 r1 summon letter_date=2024-10-21 examination_for=2024-10-28
now 2024-10-28T09:00:00+07:00
act petugas.ppk-16.06 r1 examine
act petugas.ppk-16.06 r1 report_examination
act pimpinan.ppk-16.06 r1 propose_dismissal_heavy outcome=pns_heavy basis_on=2024-10-28
clock r1 PNS-HEAVY.dismissal start=2024-10-28 due=2024-11-26
# The reported person is a PNS: there is no contract to end.
offers pimpinan.ppk-16.06 r1 decide_dismissal_honour,decide_ptdh,dismiss_not_proven
act pimpinan.ppk-16.06 r1 decide_dismissal_honour decision_date=2024-10-28
expect r1 state=punishment_set open=D11.deliver
act petugas.ppk-16.06 r1 deliver outcome=appeal handover_on=2024-10-28
expect r1 state=delivered_dismissal open=A04.appeal,D13.effect
