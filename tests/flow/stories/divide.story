# The divide of ethics and discipline inside a case: proposed from act, day, determination and class; people decide.
now 2024-10-14T09:00:00+07:00

# KE-03 before the determination (22 Sep 2024) is a matter of ethics, and who goes that way writes nothing more.
report r1 act=DIS-04 occurred_on=2024-09-10
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r1 forward_bkn
proposes petugas.bkn r1 recommend_ppk 0=ethics
act petugas.bkn r1 recommend_ppk outcome=ethics
proposes pimpinan.ppk-16.06 r1 begin_ethics 0=ethics
proposes pimpinan.ppk-16.06 r1 ppk_decide 0=ethics
act pimpinan.ppk-16.06 r1 begin_ethics member_count=5
expect r1 state=ethics_council_set
page petugas.ppk-16.06 case:r1 has="Usul: Fulan bin Contoh (PNS): kode etik, Sanksi moral, KE-03 sumber belum dicek ulang"

# On the day of the determination itself it is discipline. To depart needs reasons; they are kept and shown.
report r2 act=KE-03 occurred_on=2024-09-22
act petugas.bawaslu-16.06 r2 initial_review outcome=complete
act petugas.bawaslu-16.06 r2 register
act petugas.bawaslu-16.06 r2 clarify who=reporter
act petugas.bawaslu-16.06 r2 study
act pimpinan.bawaslu-16.06 r2 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r2 forward_bkn
refuse 422 invalid-input act petugas.bkn r2 recommend_ppk outcome=ethics
act petugas.bkn r2 recommend_ppk outcome=discipline
proposes pimpinan.ppk-16.06 r2 begin_ethics 0=discipline
refuse 422 invalid-input act pimpinan.ppk-16.06 r2 begin_ethics member_count=5
refuse 422 invalid-input act pimpinan.ppk-16.06 r2 begin_ethics member_count=5 departs_because="  "
refuse 422 invalid-input act pimpinan.ppk-16.06 r2 ppk_decide outcome=sanction_moral
page pimpinan.ppk-16.06 case:r2 has="Usul jalur" has="Fulan bin Contoh (PNS): disiplin" has="22 Sep 2024 jatuh pada atau sesudah hari penetapan calon, 22 Sep 2024" has="alasan tertulis wajib diisi"
page pimpinan.ppk-16.06 en:r2 has="Proposed track and tier" has="discipline" has="falls on or after the determination of the candidates, 22" has="written reasons are required"
act pimpinan.ppk-16.06 r2 begin_ethics member_count=5 departs_because="Kejadian pagi hari, penetapan baru sore"
expect r2 state=ethics_council_set
page pimpinan.ppk-16.06 case:r2 has="Usul: Fulan bin Contoh (PNS): disiplin, Hukuman disiplin berat, DIS-04 sumber belum dicek ulang" has="Alasan: Kejadian pagi hari, penetapan baru sore"

# Nothing can be proposed without an act, without a day, or for a person of unknown class: people give reasons.
report r3 act= occurred_on=2024-09-10
act petugas.bawaslu-16.06 r3 initial_review outcome=complete
act petugas.bawaslu-16.06 r3 register
act petugas.bawaslu-16.06 r3 clarify who=reporter
act petugas.bawaslu-16.06 r3 study
act pimpinan.bawaslu-16.06 r3 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r3 forward_bkn
proposes petugas.bkn r3 recommend_ppk 0=no_act
refuse 422 invalid-input act petugas.bkn r3 recommend_ppk outcome=discipline
page petugas.bkn case:r3 has="belum ada usul" has="Laporan tidak menyebut perbuatan yang dikenal daftar."
act petugas.bkn r3 recommend_ppk outcome=no_track
proposes petugas.ppk-16.06 r3 begin_discipline 0=no_act
act petugas.ppk-16.06 r3 begin_discipline outcome=light departs_because="Perbuatan jelas dari klarifikasi"
report r4 act=DIS-04 drop=occurred_on
act petugas.bawaslu-16.06 r4 initial_review outcome=complete
act petugas.bawaslu-16.06 r4 register
act petugas.bawaslu-16.06 r4 clarify who=reporter
act petugas.bawaslu-16.06 r4 study
act pimpinan.bawaslu-16.06 r4 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r4 forward_bkn
proposes petugas.bkn r4 recommend_ppk 0=no_day
