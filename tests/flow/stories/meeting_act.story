# A meeting that was held is an activity of prevention, by itself: it stands in the log, carries out its duty, and is not
# typed twice. One that was called off does not; one of two days is called once.
now 2024-07-10T09:00:00+07:00
call rakor petugas.bawaslu-16.06 303 "title=Rakor netralitas Muba" on=2024-07-15 last=2024-07-16 at=09.00 until=15.30 region=16.06 "place=Aula Sekayu" invited=ppk-16.06,sekda-16.06 election=pilkada-2024
call batal petugas.bawaslu-16.06 303 "title=Rakor yang batal" on=2024-07-15 region=16.06 place=Sekayu invited=ppk-16.06 election=pilkada-2024
call sendiri petugas.bawaslu-16.07 303 "title=Rapat internal pengawas" on=2024-07-15 region=16.07 place=Banyuasin election=pilkada-2024
call none petugas.bawaslu-16.06 422 title=Rakor on=2024-07-15 last=2024-07-14 region=16.06 place=Sekayu
call none petugas.bawaslu-16.06 422 title=Rakor on=2024-07-15 last=2024-07-22 region=16.06 place=Sekayu
call none petugas.bawaslu-16.06 422 title=Rakor on=2024-07-15 at=09.00 until=09.00 region=16.06 place=Sekayu
page petugas.ppk-16.06 activity:rakor "has=09.00-15.30 WIB" "has=16 Juli 2024"
page petugas.ppk-16.06 /k/pencegahan lacks=Rakor\ netralitas\ Muba
scan dinding rakor petugas.bawaslu-16.06
# The code is good on both days.
now 2024-07-15T09:05:00+07:00
attend dinding 303 name=Budi from=sekda-16.06 has=tercatat
now 2024-07-16T09:05:00+07:00
attend dinding 303 name=Rina from=ppk-16.06 has=tercatat
now 2024-07-17T09:00:00+07:00
attend dinding 410 "has=15 Juli 2024 sampai 16 Juli 2024"
meeting batal petugas.bawaslu-16.06 303 batal reason=Digabung
meeting rakor petugas.bawaslu-16.06 303 hasil minutes=Sepakat attended=ppk-16.06,sekda-16.06
meeting sendiri petugas.bawaslu-16.07 303 hasil minutes=Sepakat
page petugas.ppk-16.06 /k/pencegahan has=Rakor\ netralitas\ Muba has=Aula\ Sekayu lacks=Rakor\ yang\ batal has=Sudah\ dicatat
page petugas.bawaslu-16.06 /k/pencegahan?jenis=rakor&wilayah=16.06 has=Rakor\ netralitas\ Muba
page - /wilayah/16.06 has=Rakor\ netralitas\ Muba lacks=Rakor\ yang\ batal
# Whom Bawaslu met alone carries out nothing of the appointing authority.
page petugas.ppk-16.07 /k/pencegahan has=Rapat\ internal\ pengawas lacks=Sudah\ dicatat
# It is changed as the meeting that it is.
meeting rakor petugas.bawaslu-16.06 303 hasil "minutes=Sepakat, dua butir" attended=sekda-16.06
page petugas.ppk-16.06 /k/pencegahan has=Rakor\ netralitas\ Muba has=Sudah\ dicatat
meeting rakor petugas.bawaslu-16.06 303 hasil "minutes=Tidak ada yang datang"
page petugas.ppk-16.06 /k/pencegahan has=Rakor\ netralitas\ Muba lacks=Sudah\ dicatat
# What was made of it is withdrawn with a reason by its office, once, and stays so when the minutes are put right again.
meeting rakor petugas.bawaslu-16.06 303 hasil "minutes=Sepakat, dua butir" attended=ppk-16.06
page petugas.ppk-16.06 /k/pencegahan has=Rakor\ netralitas\ Muba has=Sudah\ dicatat
retract rakor petugas.ppk-16.06 403 reason=Tercatat\ dua\ kali
retract rakor petugas.bawaslu-16.06 422
retract rakor petugas.bawaslu-16.06 303 reason=Tercatat\ dua\ kali
retract rakor petugas.bawaslu-16.06 409 reason=Tercatat\ dua\ kali
page petugas.ppk-16.06 /k/pencegahan has=Rakor\ netralitas\ Muba\ Ditarik lacks=Sudah\ dicatat
page - /wilayah/16.06 lacks=Rakor\ netralitas\ Muba
page petugas.bawaslu-16.06 activity:rakor has=Sepakat,\ dua\ butir
meeting rakor petugas.bawaslu-16.06 303 hasil "minutes=Sepakat, tiga butir" attended=ppk-16.06
page petugas.ppk-16.06 /k/pencegahan has=Rakor\ netralitas\ Muba\ Ditarik lacks=Sudah\ dicatat
