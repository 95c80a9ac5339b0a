# Ethics: a council is set, hears, passes its decision on; the authority imposes a moral sanction.
now 2024-10-14T09:00:00+07:00
# The act lies before the day on which the candidates were determined: ethics is what the rules propose.
report r1 act=KE-03 occurred_on=2024-09-10
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r1 forward_bkn
act petugas.bkn r1 recommend_ppk outcome=ethics
refuse 403 not-allowed act petugas.ppk-16.06 r1 begin_ethics
act pimpinan.ppk-16.06 r1 begin_ethics member_count=5
expect r1 state=ethics_council_set open=B05.follow_up
act petugas.ppk-16.06 r1 hear_ethics
act petugas.ppk-16.06 r1 pass_on_ethics outcome=breach_and_discipline
act pimpinan.ppk-16.06 r1 impose_moral_and_go_on statement=closed
# The council also asked for administrative action: discipline begins, the days of the follow-up run on.
expect r1 state=ethics_to_discipline open=B05.follow_up
# The branch is settled here, the tier is not: another act of the same topic is what speaks for discipline.
proposes petugas.ppk-16.06 r1 begin_discipline 0=discipline
refuse 422 invalid-input act petugas.ppk-16.06 r1 begin_discipline outcome=heavy
act petugas.ppk-16.06 r1 begin_discipline outcome=medium
act petugas.ppk-16.06 r1 summon
act petugas.ppk-16.06 r1 examine
act petugas.ppk-16.06 r1 report_examination
act pimpinan.ppk-16.06 r1 decide_discipline outcome=not_proven
expect r1 state=not_proven_decided open=
# The moral sanction stands: the case does not end as one without a breach.
refuse 409 step-blocked act petugas.ppk-16.06 r1 close_not_proven notified_on=2024-10-14 notice="Tidak terbukti"
offers pimpinan.ppk-16.06 r1 keep_moral
act pimpinan.ppk-16.06 r1 keep_moral
expect r1 state=sanction_decided open=
act petugas.ppk-16.06 r1 record_decision
expect r1 state=closed_sanctioned terminal=yes
# r2: discipline follows, too, and its sanction is annulled. The moral sanction stands: the case does not end as annulled.
report r2 act=KE-03 occurred_on=2024-09-10
act petugas.bawaslu-16.06 r2 initial_review outcome=complete
act petugas.bawaslu-16.06 r2 register
act petugas.bawaslu-16.06 r2 clarify who=reporter
act petugas.bawaslu-16.06 r2 study
act pimpinan.bawaslu-16.06 r2 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r2 forward_bkn
act petugas.bkn r2 recommend_ppk outcome=ethics
act pimpinan.ppk-16.06 r2 begin_ethics member_count=5
expect r2 state=ethics_council_set open=B05.follow_up
act petugas.ppk-16.06 r2 hear_ethics
act petugas.ppk-16.06 r2 pass_on_ethics outcome=breach_and_discipline
act pimpinan.ppk-16.06 r2 impose_moral_and_go_on statement=closed
expect r2 state=ethics_to_discipline open=B05.follow_up
act petugas.ppk-16.06 r2 begin_discipline outcome=light departs_because="Hanya hadir sebentar"
act petugas.ppk-16.06 r2 summon
act petugas.ppk-16.06 r2 examine
act petugas.ppk-16.06 r2 report_examination
act pimpinan.ppk-16.06 r2 decide_discipline outcome=light departs_because="Hanya hadir sebentar" sanction="Teguran tertulis"
act petugas.ppk-16.06 r2 deliver outcome=received
act petugas.ppk-16.06 r2 object_to_ppk lodged_on=2024-10-14 reasons=Keberatan
act pimpinan.ppk-16.06 r2 decide_objection outcome=annulled decided_on=2024-10-14
expect r2 state=annulled_decided open=
refuse 409 step-blocked act petugas.ppk-16.06 r2 record_annulment recorded_on=2024-10-14
offers pimpinan.ppk-16.06 r2 keep_moral
act pimpinan.ppk-16.06 r2 keep_moral
act petugas.ppk-16.06 r2 record_decision
expect r2 state=closed_sanctioned terminal=yes
