# The Sekda's barometer: what waits with BKN and the appointing authority (PPK), since when and for what; what changed in
# a week; pledges; and the Sekda's own status, which offices above the region see and nobody in it.
now 2024-10-14T09:00:00+07:00
page petugas.bawaslu-16 /k/barometer "has=Barometer netralitas Sumatera Selatan" "has=Tidak ada rekomendasi yang lewat tenggat" "has=Belum ada putaran ikrar" "has=Belum ada putaran ikrar di kantor Sekda" "has=Titik rawan berikut: Masa tenang" "has=Surat edaran netralitas kepada semua kepala unit"
page - /wilayah/16.06 "has=Tidak ada rekomendasi yang menunggu BKN" "has=ditangani Bawaslu Kabupaten Musi Banyuasin"
page - /en/region/16.06 "has=No recommendation waits for BKN" "has=Reports from this region go to"
evidence foto "bytes of a picture"
report r1 act=DIS-06 evidence=foto "position=Plt. Sekda"
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
now 2024-10-15T09:00:00+07:00
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
# Nobody outside of Bawaslu knows yet: nothing waits.
page petugas.bawaslu-16 /k/barometer "has=Musi Banyuasin Sekda00" "lacks=Seorang Sekda"
act petugas.bawaslu-16.06 r1 announce
act petugas.bawaslu-16.06 r1 forward_bkn
page petugas.bawaslu-16 /k/barometer "has=Musi Banyuasin Sekda100" "has=Rekomendasi terbukanaik 1 dalam 7 hari" "has=Seorang Sekda ada dalam rekomendasi yang masih terbuka"
page petugas.bawaslu-16 /k/barometer?wilayah=16.06 "has=Barometer netralitas Kabupaten Musi Banyuasin" "has=Musi Banyuasin Sekda100" "lacks=Palembang00"
page petugas.bawaslu-16 /k/barometer?wilayah=16.71 "has=Rekomendasi terbukatetap dalam 7 hari"
page petugas.bawaslu /k/barometer "has=Barometer netralitas Indonesia" "has=Sumatera Selatan Sekda100" "has=Seorang Sekda"
# Who serves in the region may be the one who is reported, or serve him.
page petugas.ppk-16.06 /k/barometer "has=Musi Banyuasin Sekda100" "lacks=Seorang Sekda"
page petugas.bawaslu-16.06 /k/barometer "has=Musi Banyuasin Sekda100" "lacks=Seorang Sekda"
page petugas.bawaslu-16.06 /en/k/barometer "has=Neutrality barometer: Kabupaten Musi Banyuasin" "has=Open recommendationsup 1 in 7 days"
now 2024-10-21T09:00:00+07:00
act petugas.bkn r1 recommend_ppk outcome=discipline letter_date=2024-10-21
clock r1 B05.follow_up start=2024-10-21 due=2024-11-08 due_early=2024-11-07
now 2024-11-07T09:00:00+07:00
page petugas.bawaslu-16 /k/barometer "has=Musi Banyuasin Sekda1017" "has=Tidak ada rekomendasi yang lewat tenggat" "has=Rekomendasi terbukatetap dalam 7 hari" "has=Tidak ada catatan baru selama lebih dari 24 jam"
now 2024-11-08T09:00:00+07:00
page petugas.bawaslu-16 /k/barometer "has=Musi Banyuasin Sekda1118" "has=Bupati Musi Banyuasin118" "has=1 di antaranya sejak 7 hari ini" "has=Buat surat pengingat ke 1 instansi" "lacks=tidak termasuk"
page petugas.bawaslu-16 /en/k/barometer "has=Write a reminder to 1 late office"
# The public is not told of one case, nor of how long it waits.
page - /wilayah/16.06 "has=Rekomendasi yang menunggu, menurut lamanya" "has=menunggu sampai 30 hari tidak ditampilkan" "has=Belum lewat batas waktu tidak ditampilkan"
# Who is late reminds nobody, and an office writes to none that is not in its region.
page petugas.ppk-16.06 /k/barometer "has=Bupati Musi Banyuasin118" "lacks=Buat surat pengingat"
page petugas.bawaslu-16.06 /k/barometer "has=Buat surat pengingat ke 1 instansi"
draft - petugas.bawaslu-16 jenis=PENGINGAT-TINDAK-LANJUT&ke=ppk-16.06 chosen=ppk-16.06
# A Sekda handles no case: the figures of his reminder are those of the barometer of his region; who is not written to is not told of.
user petugas.sekda-16 sekda-16 officer
page petugas.sekda-16 /k/barometer "has=Buat surat pengingat ke 1 instansi"
draft - petugas.sekda-16 jenis=PENGINGAT-TINDAK-LANJUT&ke=ppk-16.06 chosen=ppk-16.06 "shows=Bupati Musi Banyuasin: 1 perkara menunggu, 1 lewat batas waktu"
draft - petugas.sekda-16 jenis=PENGINGAT-TINDAK-LANJUT chosen=ppk-16.06 "shows=Bupati Musi Banyuasin: 1 perkara menunggu, 1 lewat batas waktu"
draft - petugas.sekda-16 jenis=PENGINGAT-TINDAK-LANJUT&ke=ppk-16.07 chosen=ppk-16.07 "hides=Bupati Musi Banyuasin: 1"
page petugas.bawaslu-16 /k/barometer?wilayah=16.71 "has=Tidak ada rekomendasi yang lewat tenggat"
now 2024-11-20T09:00:00+07:00
page petugas.bawaslu-16 /k/barometer "has=Musi Banyuasin Sekda1130" "has=tidak ada yang baru dalam 7 hari"
act pimpinan.ppk-16.06 r1 ppk_decide outcome=sanction_medium departs_because="Dampak terbatas pada satu dinas" sanction="Penurunan pangkat"
act petugas.ppk-16.06 r1 record_decision
page petugas.bawaslu-16 /k/barometer "has=Musi Banyuasin Sekda00" "has=Rekomendasi terbukaturun 1 dalam 7 hari" "has=Terbuktinaik 1 dalam 7 hari" "lacks=Seorang Sekda" "lacks=lebih dari 24 jam"
# Talks are held against the roster. The tool has the true clock, the server that of "now": the days are far from both.
now 2126-10-02T00:30:00+07:00
roster sekda-16.06 "Amir,Sekretariat,196608011988031001;Budi,Sekretariat,196608011988031002" "says=New: 2."
activity talk petugas.ppk-16.06 303 kind=sosialisasi on=2126-09-20 region=16.06 place=Sekayu reach=5 reach_asn=1
round r sekda-16.06 2126-10-01 2126-10-10
page petugas.bawaslu-16 /k/barometer "has=Ikrar di kantor Sekda belum lengkap" "has=Sudah berikrartetap dalam 7 hari" "has=Sekretaris Daerah Kabupaten Musi Banyuasin0 / 2 0%"
sign r Amir 303 nip=196608011988031001
page petugas.bawaslu-16 /k/barometer "has=Sudah berikrarnaik 50 poin dalam 7 hari" "has=Ikrar di kantor Sekda belum lengkap"
sign r Budi 303 nip=196608011988031002
page petugas.ppk-16.06 /k/barometer "has=Sudah berikrarnaik 100 poin dalam 7 hari" "lacks=Ikrar di kantor Sekda"
now 2126-10-10T09:00:00+07:00
page petugas.bawaslu-16 /k/barometer "has=Sudah berikrartetap dalam 7 hari"
