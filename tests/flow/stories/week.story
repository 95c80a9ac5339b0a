# The appointing authority works six days a week, and Bawaslu five: an office's duty counts its own Saturdays, a
# person's right those of the office in charge. A week that changes later counts the running clocks anew, once.
now 2024-10-14T09:00:00+07:00
report r1
report r2
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r1 forward_bkn
act petugas.bkn r1 recommend_ppk outcome=discipline letter_date=2024-10-14
clock r1 B05.follow_up start=2024-10-14 due=2024-11-01 due_early=2024-10-31 week=usual
recount 0
now 2024-10-14T10:00:00+07:00
week ppk-16.06 6
week ppk-16.06 6 # once more changes nothing
week ppk-16.07 6 # nobody's clock
recount 1 --dry-run
recount 1
recount 0
now 2024-10-14T11:00:00+07:00
clock r1 B05.follow_up start=2024-10-14 due=2024-10-30 due_early=2024-10-29 week=6
clock r2 P04.initial_review due=2024-10-16 week=usual
expect r1 steps=initial_review,register,clarify,study,plenary,forward_bkn,recommend_ppk,case.recounted
# What starts now counts with it from the first: a summons, the delivery, the 15th day; not the right to object.
act petugas.ppk-16.06 r1 begin_discipline outcome=heavy
act pimpinan.ppk-16.06 r1 form_team_heavy
act petugas.ppk-16.06 r1 summon letter_date=2024-10-14 examination_for=2024-10-21
clock r1 D04.summons1 running=yes start=2024-10-14 due=2024-10-22 week=6
now 2024-10-21T09:00:00+07:00
act petugas.ppk-16.06 r1 examine
act petugas.ppk-16.06 r1 report_examination
now 2024-10-28T09:00:00+07:00
act pimpinan.ppk-16.06 r1 decide_heavy outcome=punished sanction="Penurunan jabatan setingkat lebih rendah"
clock r1 D11.deliver start=2024-10-28 due=2024-11-13 week=6
act petugas.ppk-16.06 r1 deliver outcome=absent
now 2024-10-31T09:00:00+07:00
act petugas.ppk-16.06 r1 send_decision sent_on=2024-10-30 arrived_on=2024-10-31
clock r1 D13.effect start=2024-10-31 due=2024-11-18 week=6
clock r1 A01p.objection start=2024-10-31 due=2024-11-20 week=usual
# Bawaslu works six days too, the authority five again: both clocks that run move, each by its own office.
week ppk-16.06 5
week bawaslu-16.06 6
recount 2
recount 0
now 2024-10-31T10:00:00+07:00
clock r1 D13.effect start=2024-10-31 due=2024-11-21 week=usual
clock r1 A01p.objection start=2024-10-31 due=2024-11-16 week=6
clock r1 D11.deliver running=no due=2024-11-13 week=6
