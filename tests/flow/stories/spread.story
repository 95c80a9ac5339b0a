# A round by grade, over time, and by what its units signed; who is promoted takes the signature along.
now 2126-10-01T09:00:00+07:00
roster ppk-16.07 "Amir,Dinas Satu,196608011988031001,Analis,III/a;Budi,Dinas Satu,196608011988031002,Analis,Penata Muda (III/a);Siti,Dinas Dua,196608011988032003,Analis,IV/e;Tuti,Dinas Dua,196608011988032004,Analis" "says=New: 4."
round r ppk-16.07 2126-10-02 2126-12-20
page petugas.ppk-16.07 round:r "has=Menurut golongan" "has=III/a0 / 2" "has=IV/e0 / 1" "has=tidak diketahui0 / 1" "lacks=Menurut waktu"
# The auditor sees no names. Nobody signed, as the total says: there is nothing to hide.
user auditor.ppk-16.07 ppk-16.07 auditor
page auditor.ppk-16.07 round:r "has=Dinas Satu0 / 2" "has=III/a0 / 2" "has=Mengapa sebagian kelompok dihitung bersama"
now 2126-10-03T09:00:00+07:00
sign r Amir 303 nip=196608011988031001
now 2126-11-05T09:00:00+07:00
sign r Siti 303 nip=196608011988032003
page petugas.ppk-16.07 round:r "has=III/a1 / 2 50%" "has=IV/e1 / 1 100%" "has=Menurut waktu" "has=Minggu mulai" "has=11 / 4 25%" "has=12 / 4 50%"
page petugas.ppk-16.07 round:r "has=Dinas Satu1 / 2 50%" "lacks=bersama"
page auditor.ppk-16.07 round:r "has=lainnya bersama2 / 4 50%" "lacks=Dinas" "lacks=III/a" "lacks=IV/e" "has=22 / 4 50%" "lacks=11 / 4"
roster ppk-16.07 "Amir,Dinas Satu,196608011988031001,Analis,III/b" "says=Changed: 1."
page petugas.ppk-16.07 round:r "has=III/a0 / 1 0%" "has=III/b1 / 1 100%"
sign r Tuti 303 nip=196608011988032004
page petugas.ppk-16.07 round:r "has=Urutkan dari persentase terendah"
# Two units of five: who sees no names sees of the Sekda, too, as the barometer does.
roster ppk-16.08 "A,Dinas Satu,196608011988031011,Analis;B,Dinas Satu,196608011988031012,Analis;C,Dinas Satu,196608011988031013,Analis;D,Dinas Satu,196608011988031014,Analis;E,Dinas Satu,196608011988031015,Sekretaris Daerah;F,Dinas Dua,196608011988031016,Analis;G,Dinas Dua,196608011988031017,Analis;H,Dinas Dua,196608011988031018,Analis;I,Dinas Dua,196608011988031019,Analis;J,Dinas Dua,196608011988031020,Kepala Dinas" "says=New: 10."
round s ppk-16.08 2126-11-05 2126-12-20
user auditor.ppk-16.08 ppk-16.08 auditor
sign s A 303 nip=196608011988031011
page petugas.ppk-16.08 round:s "has=Dinas Satu1 / 5 20%" "has=Dinas Dua0 / 5 0%" "has=Kepala dinas, badan, kecamatan, desa"
page auditor.ppk-16.08 round:s "has=lainnya bersama1 / 10 10%" "lacks=Dinas" "has=Sekretaris daerah" "lacks=Kepala dinas, badan" "has=yang tidak dirinci1 / 9 11%"
sign s J 303 nip=196608011988031020
# The Sekda's answer is told, so four are left of his unit: it stands with the other one until another comes.
page auditor.ppk-16.08 round:s "has=lainnya bersama2 / 10 20%" "lacks=Dinas Satu" "lacks=Kepala dinas, badan" "has=yang tidak dirinci2 / 9 22%"
roster ppk-16.08 "K,Dinas Satu,196608011988031021,Analis" "says=New: 1."
page auditor.ppk-16.08 round:s "has=Dinas Satu1 / 6 16%" "has=Dinas Dua1 / 5 20%" "lacks=lainnya bersama" "lacks=Kepala dinas, badan" "has=yang tidak dirinci2 / 10 20%"
# Who signed and left is in no number, of days neither: the difference from the total were their answer. Who sees names sees when it was.
roster ppk-16.07 "A,Dinas Dua,196608011988031011,Analis" "says=From another agency: 1."
page petugas.ppk-16.08 round:s "has=22 / 10 20%"
page auditor.ppk-16.08 round:s "has=11 / 10 10%" "lacks=22 / 10"
