# A round goes down the chain: PPK, Sekda, heads, their units. Who leads is known by the post of the roster; the Sekda is the
# barometer, and flagged while the pledge is missing.
now 2126-10-01T09:00:00+07:00
roster ppk-16.07 "Rina,Sekretariat,196608011988032001,Sekretaris Daerah;Amir,Dinas Satu,196608011988031001,Kepala Dinas Pendidikan;Budi,Dinas Satu,196608011988031002,Analis;Siti,Dinas Dua,196608011988032003,Plt. Kepala Dinas;Tuti,Dinas Dua,196608011988032004,Kepala Bidang" "says=New: 5."
round r ppk-16.07 2126-10-02 2126-10-10
# Before its first day nobody is behind.
page petugas.ppk-16.07 round:r has=Berjenjang "has=Tidak ada di daftar pegawai kantor ini" has=Plt.\ Kepala\ Dinas lacks=Sekda\ belum\ menandatangani "lacks= Tertinggal" "lacks= Menahan"
now 2126-10-02T09:00:00+07:00
page petugas.ppk-16.07 round:r "has=Sekda belum menandatangani." "has=barometer" "has=Sekretaris daerah Menahan yang di bawahnya0 / 1" "has=badan, kecamatan, desa Menahan yang di bawahnya0 / 2" "has=Pegawai di unit0 / 2" "has=Menahan unitnya"
# On the barometer he is told of by the office whose round asks him, in the region and above it.
page petugas.ppk-16.07 /k/barometer "has=Sekda belum menandatangani ikrar (Bupati Banyuasin" "has=Sekda sebagai barometer" lacks=Rina
page petugas.bawaslu-16 /k/barometer "has=Banyuasin: Sekda belum menandatangani ikrar" lacks=Rina
sign r Amir 303 nip=196608011988031001
sign r Budi 303 nip=196608011988031002
page petugas.ppk-16.07 round:r "has=1 / 2 50%" "has=0 / 1 0%" has=Tertinggal "has=Pegawai di unit1 / 2"
sign r Rina 303 nip=196608011988032001
page petugas.ppk-16.07 round:r "lacks=Sekda belum menandatangani" "has=1 / 1 100%" "has=Sekretaris daerah1 / 1" "has=badan, kecamatan, desa Menahan yang di bawahnya1 / 2"
page petugas.bawaslu-16 /k/barometer "lacks=Sekda belum menandatangani"
# Another post in the roster is another place in the chain.
roster ppk-16.07 "Siti,Dinas Dua,196608011988032003,Analis;Tuti,Dinas Dua,196608011988032004,Kepala Dinas" "says=Changed: 2."
page petugas.ppk-16.07 round:r lacks=Plt.\ Kepala\ Dinas "has=1 / 2 50%"
