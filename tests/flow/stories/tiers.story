# Which tier the act names, and who departs from it: the annex of the joint decree says "berat" for liking a candidate's
# post, PP 94/2021 names none for going to a campaign. People decide, with written reasons.
now 2024-10-14T09:00:00+07:00
report r1 act=DIS-06 occurred_on=2024-10-12
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r1 forward_bkn
# A recommendation names no tier: the branch is what fits.
fits petugas.bkn r1 recommend_ppk 0=discipline
page petugas.bkn case:r1 has="Hukuman disiplin berat" has="sesuai jalur yang diusulkan"
act petugas.bkn r1 recommend_ppk outcome=discipline
fits petugas.ppk-16.06 r1 begin_discipline 0=heavy
fits pimpinan.ppk-16.06 r1 ppk_decide 0=
fits pimpinan.ppk-16.06 r1 ppk_decide_heavy 0=sanction_heavy
page petugas.ppk-16.06 case:r1 has="Usul jalur dan tingkat" has="Mungkin hukuman berat sesuai usulan" lacks="Mungkin hukuman sedang sesuai"
refuse 422 invalid-input act petugas.ppk-16.06 r1 begin_discipline outcome=medium
refuse 422 invalid-input act pimpinan.ppk-16.06 r1 ppk_decide outcome=sanction_light
act petugas.ppk-16.06 r1 begin_discipline outcome=medium departs_because="Akun dipakai orang lain"
page petugas.ppk-16.06 case:r1 has="disiplin, Hukuman disiplin berat, DIS-06 sumber belum dicek ulang" has="Alasan: Akun dipakai orang lain"

# A gap of the law is told with a badge, and no tier fits.
report r2 act=P94-N1 occurred_on=2024-10-12
act petugas.bawaslu-16.06 r2 initial_review outcome=complete
act petugas.bawaslu-16.06 r2 register
act petugas.bawaslu-16.06 r2 clarify who=reporter
act petugas.bawaslu-16.06 r2 study
act pimpinan.bawaslu-16.06 r2 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r2 forward_bkn
page petugas.bkn case:r2 has="disiplin undang-undang tidak menyebut tingkat"
page petugas.bkn en:r2 has="the law names no tier"
act petugas.bkn r2 recommend_ppk outcome=discipline
fits petugas.ppk-16.06 r2 begin_discipline 0=
page petugas.ppk-16.06 case:r2 lacks="sesuai usulan" has="Usul: Fulan bin Contoh (PNS): disiplin, undang-undang tidak menyebut tingkat, P94-N1"
refuse 422 invalid-input act petugas.ppk-16.06 r2 begin_discipline outcome=light
act petugas.ppk-16.06 r2 begin_discipline outcome=light departs_because="Hanya mendengarkan visi dan misi"
