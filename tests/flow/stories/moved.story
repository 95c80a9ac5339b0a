# A deadline moved: the work lists of all who have the case in hand say so, until somebody of the office opens it or acts.
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
moved petugas.ppk-16.06
holiday 2024-10-24 "Libur yang baru ditetapkan" 1
recount 1
now 2024-10-16T10:00:00+07:00
moved petugas.ppk-16.06 r1=B05.follow_up/2024-11-01/2024-11-04
moved petugas.bkn r1=B05.follow_up/2024-11-01/2024-11-04
moved petugas.bawaslu-16.06 r1=B05.follow_up/2024-11-01/2024-11-04
page petugas.ppk-16.06 /k/ has="tenggat bergeser" has="1 Nov 2024 → 4 Nov 2024"
page petugas.bkn /en/k/?geser=1 has="deadline moved" has="1 Nov 2024 → 4 Nov 2024"
# Who opens the case has seen it: the mark goes for that office alone.
reads petugas.ppk-16.06 r1
moved petugas.ppk-16.06
page petugas.ppk-16.06 /k/ lacks="tenggat bergeser"
page petugas.ppk-16.06 /k/?geser=1 has="Tidak ada perkara di daftar ini."
moved petugas.bkn r1=B05.follow_up/2024-11-01/2024-11-04
# It moves again: who saw it is told of the new move, who did not from the day that they last knew.
holiday 2024-10-25 "Satu hari lagi" 1
recount 1
now 2024-10-17T09:00:00+07:00
moved petugas.ppk-16.06 r1=B05.follow_up/2024-11-04/2024-11-05
moved petugas.bkn r1=B05.follow_up/2024-11-01/2024-11-05
# Acting takes it off, too; who ends the case leaves nothing to tell of.
act pimpinan.ppk-16.06 r1 ppk_decide outcome=not_proven
moved petugas.ppk-16.06
act petugas.ppk-16.06 r1 close_not_proven
moved petugas.bkn
