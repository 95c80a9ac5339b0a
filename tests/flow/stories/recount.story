# A day off is decreed while the appointing authority's days run: the running clock is counted anew, once; old and
# new stand in the timeline; what has stopped, and what counts calendar days, stays as it was.
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
clock r1 B05.follow_up start=2024-10-14 due=2024-11-01 due_early=2024-10-31 holidays_version=2024.1+2025.2+2026.1+2027.2
recount 0
holiday 2024-10-24 "Libur yang baru ditetapkan" 1
recount 1 --dry-run
recount 1
recount 0
now 2024-10-16T10:00:00+07:00
clock r1 B05.follow_up running=yes start=2024-10-14 due=2024-11-04 due_early=2024-11-01 holidays_version=2024.2+2025.2+2026.1+2027.2
clock r1 P04.initial_review running=no due=2024-10-16 holidays_version=2024.1+2025.2+2026.1+2027.2
clock r2 P04.initial_review running=yes due=2024-10-16 holidays_version=2024.1+2025.2+2026.1+2027.2
expect r1 steps=initial_review,register,clarify,study,plenary,forward_bkn,recommend_ppk,case.recounted
track r1 steps=initial_review,register,clarify,study,plenary,forward_bkn,recommend_ppk
holiday 2024-12-24 "Setelah tenggat" 0
holiday 2024-10-25 "Satu hari lagi" 1
recount 1
recount 0
now 2024-11-04T09:00:00+07:00
clock r1 B05.follow_up due=2024-11-05
offers petugas.bkn r1 warn*
now 2024-11-06T09:00:00+07:00
offers petugas.bkn r1 warn
