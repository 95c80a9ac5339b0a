# A round by grade, over time, and by what its units signed; who is promoted takes the signature along.
now 2126-10-01T09:00:00+07:00
roster ppk-16.07 "Amir,Dinas Satu,196608011988031001,Analis,III/a;Budi,Dinas Satu,196608011988031002,Analis,Penata Muda (III/a);Siti,Dinas Dua,196608011988032003,Analis,IV/e;Tuti,Dinas Dua,196608011988032004,Analis" "says=New: 4."
round r ppk-16.07 2126-10-02 2126-12-20
page petugas.ppk-16.07 round:r "has=Menurut golongan" "has=III/a0 / 2" "has=IV/e0 / 1" "has=tidak diketahui0 / 1" "lacks=Menurut waktu"
now 2126-10-03T09:00:00+07:00
sign r Amir 303 nip=196608011988031001
now 2126-11-05T09:00:00+07:00
sign r Siti 303 nip=196608011988032003
page petugas.ppk-16.07 round:r "has=III/a1 / 2 50%" "has=IV/e1 / 1 100%" "has=Menurut waktu" "has=Minggu mulai" "has=11 / 4 25%" "has=12 / 4 50%"
roster ppk-16.07 "Amir,Dinas Satu,196608011988031001,Analis,III/b" "says=Changed: 1."
page petugas.ppk-16.07 round:r "has=III/a0 / 1 0%" "has=III/b1 / 1 100%"
sign r Tuti 303 nip=196608011988032004
page petugas.ppk-16.07 round:r "has=Urutkan dari persentase terendah"
