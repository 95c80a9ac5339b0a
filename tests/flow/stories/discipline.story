# Discipline to its effect: team, two summonses, decision, delivery, the 15th working day, record, serving.
now 2024-10-14T09:00:00+07:00
report r1
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r1 forward_bkn
expect r1 state=forwarded holder=bkn
act petugas.bkn r1 recommend_ppk outcome=discipline
act petugas.ppk-16.06 r1 begin_discipline outcome=heavy
expect r1 state=discipline_heavy holder=ppk-16.06 open=B05.follow_up
# For a heavy sanction the team is formed first: nobody may be summoned without it.
refuse 409 step-blocked act petugas.ppk-16.06 r1 summon letter_date=2024-10-14 examination_for=2024-10-21
act pimpinan.ppk-16.06 r1 form_team_heavy
act petugas.ppk-16.06 r1 summon letter_date=2024-10-14 examination_for=2024-10-21
clock r1 D04.summons1 running=yes start=2024-10-14 due=2024-10-23
now 2024-10-21T09:00:00+07:00
act petugas.ppk-16.06 r1 record_absence missed_on=2024-10-21
clock r1 D04.summons1 running=no
clock r1 D05.summons2 running=yes start=2024-10-21 due=2024-10-30
# One absence is not enough to decide without an examination.
refuse 409 step-blocked act petugas.ppk-16.06 r1 record_second_absence missed_on=2024-10-21 evidence=Foto
act petugas.ppk-16.06 r1 summon_again letter_date=2024-10-21 examination_for=2024-10-28
now 2024-10-28T09:00:00+07:00
act petugas.ppk-16.06 r1 examine
act pimpinan.ppk-16.06 r1 release_temporarily
act petugas.ppk-16.06 r1 report_examination
act pimpinan.ppk-16.06 r1 decide_heavy outcome=punished sanction="Penurunan jabatan setingkat lebih rendah"
expect r1 state=punishment_set_ppk open=D11.deliver
clock r1 D11.deliver start=2024-10-28 due=2024-11-15
act petugas.ppk-16.06 r1 deliver outcome=absent
clock r1 D12.send running=yes start=2024-10-28 due=2024-10-31
now 2024-10-31T09:00:00+07:00
act petugas.ppk-16.06 r1 send_decision sent_on=2024-10-30 arrived_on=2024-10-31
expect r1 state=delivered_ppk open=A01p.objection,D13.effect
clock r1 D13.effect start=2024-10-31 due=2024-11-21
clock r1 A01p.objection start=2024-10-31 due=2024-11-20
offers petugas.ppk-16.06 r1 record_effect*,object_to_ppk
refuse 409 step-blocked act petugas.ppk-16.06 r1 record_effect
now 2024-11-22T09:00:00+07:00
act petugas.ppk-16.06 r1 record_effect effective_on=2024-11-21
expect r1 state=in_force open=
act petugas.ppk-16.06 r1 record_discipline outcome=serve_12 served_from=2024-11-21
expect r1 state=serving open=D15.serve_12
act petugas.ppk-16.06 r1 end_serving
expect r1 state=closed_sanctioned terminal=yes holder= open=
