# The barometer's daily link: made by who may see the region, opened by anybody until the end of the day after (WIB).
now 2024-10-14T09:00:00+07:00
evidence foto "bytes of a picture"
report r1 act=DIS-06 evidence=foto "position=Plt. Sekda"
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r1 announce
act petugas.bawaslu-16.06 r1 forward_bkn
link petugas.bawaslu-16 17 404
link petugas.bawaslu 9 404
link petugas.bawaslu-16 16 303 "has=Berlaku sampai akhir 15 Oktober 2024 (WIB)" "has=/b/16-20241014-" "has=Seorang Sekda"
# One open case, and a Sekda's: neither can be read from it, nor an office.
opens /b/ 200 "has=Barometer netralitas Sumatera Selatan" "has=Rekomendasi terbuka<5" "has=Musi Banyuasin<5" "has=sampai akhir 15 Oktober 2024 (WIB)" "lacks=Seorang Sekda" "lacks=Bupati" "lacks=Kepegawaian Negara" "lacks=Fulan"
opens /en/b/ 200 "has=Neutrality barometer: Sumatera Selatan" "has=until the end of 15 October 2024 (WIB)"
page petugas.bawaslu-16 /k/barometer?wilayah=16&tautan=LINK "has=Teks untuk dibagikan" "lacks=Buat tautan hari ini"
page petugas.bawaslu-16 /k/barometer?wilayah=16.06&tautan=LINK "has=Buat tautan hari ini" "lacks=Teks untuk dibagikan"
now 2024-10-15T23:59:30+07:00
# Yesterday's still opens, but is not handed on as today's.
page petugas.bawaslu-16 /k/barometer?wilayah=16&tautan=LINK "has=Buat tautan hari ini" "lacks=Teks untuk dibagikan"
opens /b/ 200 "has=Barometer netralitas Sumatera Selatan"
link pimpinan.bawaslu-16.06 16.06 303 "has=/b/16.06-20241015-"
opens /b/ 200 "has=Barometer netralitas Kabupaten Musi Banyuasin" "lacks=Palembang"
now 2024-10-16T23:59:30+07:00
opens /b/ 200 "has=Barometer netralitas Kabupaten Musi Banyuasin"
now 2024-10-17T00:00:00+07:00
opens /b/ 410 "has=Tautan ini sudah berakhir" "has=Minta tautan hari ini" "lacks=Musi Banyuasin"
opens /en/b/ 410 "has=This link has ended"
opens /b/x 404 "has=Tautan barometer tidak ditemukan"
# Duties of prevention are the region's: told whole, of each region, and which of this stage are not recorded.
activity edaran petugas.ppk-16.06 303 kind=sosialisasi on=2024-10-16 region=16.06 title=Sosialisasi duty=PPK-D1 election=pilkada-2024
link pimpinan.bawaslu-16.06 16.06 303
opens /b/ 200 "has=Pencegahan: 1 dari 6" "has=belum dicatat:Surat edaran"
link petugas.bawaslu-16 16 303
opens /b/ 200 "has=Pencegahan: 1 dari 108" "has=1/6<5" "has=0/6<5"
