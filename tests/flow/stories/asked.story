# Rounds that ask a few: the heads' pact and the village heads' pledge beside it. Each counts whom it asks, nobody else
# signs it, and neither is what the public sees of the agency.
now 2126-10-01T09:00:00+07:00
roster ppk-16.07 "Rina,Sekretariat,196608011988032001,Sekretaris Daerah;Amir,Dinas Satu,196608011988031001,Kepala Dinas Pendidikan;Budi,Dinas Satu,196608011988031002,Analis;Siti,Kecamatan Satu,196608011988032003,Pj. Kepala Desa Teluk;Tuti,Dinas Dua,196608011988032004,Plt. Kepala Dinas" "says=New: 5."
round p ppk-16.07 2126-10-02 2126-10-10 asks=leaders
round d ppk-16.07 2126-10-02 2126-10-10 asks=village_heads
unit p "Dinas Satu" 0/1
unit p "Dinas Dua" 0/1
unit p "Kecamatan Satu" -
unit d "Kecamatan Satu" 0/1
unit d "Dinas Satu" -
page petugas.ppk-16.07 round:p "has=Ikrar netralitas: PPK, Sekda, dan kepala" "has=dari 3 orang" lacks=Siti "has=Pejabat pembina kepegawaian (PPK)Tidak ada di daftar" "has=Kepala dinas, badan, kecamatan0 / 2" "lacks=kecamatan, desa" "lacks=Pegawai di unit"
page petugas.ppk-16.07 round:d "has=Ikrar netralitas: kepala desa" "has=dari 1 orang" "has=Kepala desa0 / 1" "lacks=Pejabat pembina kepegawaian (PPK)" "lacks=Kepala dinas, badan"
page petugas.ppk-16.07 /k/ikrar "has=Siapa yang diminta menandatangani" "has=PPK, Sekda, dan kepala: 3" "has=ASN selain pimpinan: 1" "has=kepala desa: 1"
# Who sees no names is told no number of three known heads.
user auditor.ppk-16.07 ppk-16.07 auditor
page auditor.ppk-16.07 round:p "has=sangat sedikit orang" "lacks=dari 3 orang" "lacks=0 / 3"
page auditor.ppk-16.07 /k/ikrar "has=tidak ditampilkan" "lacks=0 / 3"
now 2126-10-02T09:00:00+07:00
sign p Tuti 422 nip=1001 "has=NIP ini bukan NIP pemilik tautan"
sign p Amir 303 nip=196608011988031001
sign d Siti 303 nip=196608011988032003
unit p "Dinas Satu" 1/1
unit d "Kecamatan Satu" 1/1
page - /ikrar "has=Belum ada instansi"
# A Sekda who has not signed what asks the heads marks the region, though no share counts such a round.
page petugas.bawaslu-16 /k/barometer "has=Sekda belum menandatangani ikrar (Bupati Banyuasin). Pimpinan yang sudah: 1 dari 3." "has=pimpinan: 1 dari 3" "has=Banyuasin Sekda00" "has=1/30%" "lacks=Bupati Banyuasin1 / 3"
sign p Rina 303 nip=196608011988032001
# He stands in the roster of the appointing authority, whose round asked him: his own office need open none.
page petugas.bawaslu-16 /k/barometer "lacks=Sekda belum menandatangani ikrar" "has=pimpinan: 2 dari 3" "has=2/30%"
page petugas.bawaslu-16 /en/k/barometer "has=leaders: 2 of 3"
# Another post is another group: the signature leaves the count and stays its signer's; who has not signed is told why not.
roster ppk-16.07 "Amir,Dinas Satu,196608011988031001,Analis;Tuti,Dinas Dua,196608011988032004,Analis" "says=Changed: 2."
unit p "Dinas Satu" -
page petugas.ppk-16.07 round:p "has=dari 1 orang"
page petugas.bawaslu-16 /k/barometer "has=pimpinan: 1 dari 1"
sign p Amir 303 "has=Ikrar sudah ditandatangani"
sign p Tuti 409 nip=196608011988032004 "has=meminta tanda tangan orang lain"
roster ppk-16.07 "Amir,Dinas Satu,196608011988031001,Camat" "says=Changed: 1."
unit p "Dinas Satu" 1/1
page petugas.bawaslu-16 /k/barometer "has=pimpinan: 2 dari 2"
