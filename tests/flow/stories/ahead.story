# What lies ahead: on the work list of each office that is called, and on the sheet of a region. Offices of a kind are called by
# one tick; a meeting that follows another takes its guests along.
now 2024-10-28T09:00:00+07:00
call rakor petugas.bawaslu-16 303 "title=Rakor persiapan masa tenang" on=2024-11-20 at=09.30 region=16 "place=Griya Agung" all=sekda invited=ppk-16.06,sekda-16.06 election=pilkada-2024
call none petugas.bawaslu-16 422 title=Rakor on=2024-11-20 region=16 place=Palembang all=dinas
call none petugas.bawaslu-16 422 title=Rakor on=2024-11-20 region=16 place=Palembang all=sekda,sekda
call none petugas.bawaslu-16 422 title=Rakor on=2024-11-20 region=16.06 place=Palembang all=bawaslu_province
page petugas.bawaslu-16 activity:rakor "has=Sekretaris Daerah Kabupaten Musi Banyuasin" "has=Sekretaris Daerah Kabupaten Banyuasin" "has=Bupati Musi Banyuasin" "lacks=Bupati Banyuasin"
call muba petugas.bawaslu-16.06 303 "title=Rakor Muba" on=2024-10-30 region=16.06 place=Sekayu all=sekda,ppk
page petugas.bawaslu-16.06 activity:muba "has=Sekretaris Daerah Kabupaten Musi Banyuasin" "has=Bupati Musi Banyuasin" "lacks=Sekretaris Daerah Kabupaten Banyuasin"
page petugas.ppk-16.06 /k "has=Agenda kantor Anda" "has=Rapat: Rakor persiapan masa tenang, 09.30 WIB, Griya Agung" "has=Bawaslu Provinsi Sumatera Selatan"
page petugas.bawaslu-16 /k "has=Rapat: Rakor persiapan"
page petugas.ppk-16.07 /k lacks=Rakor\ persiapan
page petugas.bawaslu-16 /k/barometer lacks=Rakor\ persiapan
follow rakor petugas.bawaslu-16 'shows=value="ppk-16.06" checked' 'shows=value="sekda-16.07" checked' 'hides=value="ppk-16.07" checked'
follow rakor petugas.ppk-16.06 'shows=value="bawaslu-16" checked'
# Seven days before: on the sheet of the region; the quiet period that begins, and what it asks of whom.
now 2024-11-17T09:00:00+07:00
page petugas.bawaslu-16 /k/barometer "has=Tujuh hari ke depan" "has=Rapat: Rakor persiapan masa tenang" "has=Tahapan mulai: Masa tenang" "has=Kewajiban yang belum dicatat"
page petugas.bawaslu-16 /en/k/barometer "has=The next seven days" "has=A stage begins: "
page petugas.ppk-16.06 /k "has=Kewajiban yang belum dicatat: Iklim kondusif"
page petugas.bawaslu-16 /k/barometer?wilayah=16.06 lacks=Rakor\ persiapan "has=Tahapan mulai"
activity jaga petugas.ppk-16.06 303 kind=pengawasan on=2024-11-17 region=16.06 duty=PPK-D2 election=pilkada-2024
# Until it is held, and then what was promised there.
now 2024-11-20T12:00:00+07:00
meeting rakor petugas.bawaslu-16 303 hasil minutes=Sepakat attended=ppk-16.06
page petugas.ppk-16.06 /k lacks=Rakor\ persiapan
meeting rakor petugas.bawaslu-16 303 janji "what=Piket masa tenang" office=ppk-16.06 due=2024-11-22
page petugas.ppk-16.06 /k "has=Kesepakatan: Piket masa tenang"
page petugas.bawaslu-16 /k/barometer "has=Kesepakatan: Piket masa tenang" "has=Bupati Musi Banyuasin"
page petugas.bawaslu-16 /k/barometer?wilayah=16.07 lacks=Piket
now 2024-11-23T09:00:00+07:00
page petugas.bawaslu-16 /k/barometer "has=Lewat batas Kesepakatan: Piket masa tenang"
done rakor petugas.ppk-16.06 303 Piket dijalankan
page petugas.bawaslu-16 /k/barometer lacks=Piket
# Nobody who is called sees one that was called off.
call batal petugas.bawaslu-16 303 "title=Rakor yang batal" on=2024-11-25 region=16 place=Palembang all=ppk election=pilkada-2024
page petugas.ppk-16.07 /k has=Rakor\ yang\ batal
meeting batal petugas.bawaslu-16 303 batal reason=Digabung
page petugas.ppk-16.07 /k lacks=Rakor\ yang\ batal
