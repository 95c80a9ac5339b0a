# Who came to the meeting of the 17 secretaries: by the code on the wall, on that day alone; from a list; nobody twice.
now 2024-10-28T09:00:00+07:00
call rakor petugas.bawaslu-16 303 "title=Rakor FORSESDASI" on=2024-10-29 at=09.30 region=16 "place=Hotel Aryaduta" invited=sekda-16.07,sekda-16.06
call lain petugas.bawaslu-16 303 title=Rapat\ lain on=2024-10-29 region=16 place=Palembang
attendance rakor petugas.ppk-16.07 403 see
scan dinding rakor petugas.bawaslu-16
scan polos lain petugas.bawaslu-16
# Before its day nobody enters, by either way.
attend dinding 200 "has=berlaku hanya pada 29 Oktober 2024" lacks=Saya\ hadir
attend dinding 409 name=Budi agency=Polda "has=berlaku hanya pada"
attendance rakor petugas.bawaslu-16 409 enter name=Budi agency=Polda
now 2024-10-29T09:31:00+07:00
attend dinding 200 has=Rakor\ FORSESDASI has=Hotel\ Aryaduta has=Saya\ hadir
attend polos 200 has=Rapat\ lain
# What is wrong stands at its field; nothing is entered.
attend dinding 422 name= has=Galat
attend dinding 422 name=Budi has=Galat
attend dinding 422 name=Budi from=sekda-16.07 agency=Polda "has=jangan keduanya"
attend dinding 422 name=Budi from=ppk-16.07 has=Galat
attend dinding 422 name=Budi agency=Polda umur=3
attendance rakor petugas.bawaslu-16 200 see "has=Belum ada yang tercatat"
attend dinding 303 "name=H. Budi Santoso, S.Sos." from=sekda-16.07 "has=Kehadiran Anda tercatat" has=09.31 lacks=Budi
# Sent again, typed in another way, later: the entry that stands.
now 2024-10-29T10:05:00+07:00
attend dinding 303 "name=H BUDI SANTOSO SSos" from=sekda-16.07 has=09.31
attend dinding 303 "name=H. Budi Santoso, S.Sos." from=sekda-16.06 has=10.05
attend dinding 303 name=<b>Rina</b> "agency=Polda Sumsel" has=10.05
# The list of who called it: names; others see how many of which office.
attendance rakor petugas.bawaslu-16 200 see "has=3 orang: 3 lewat kode QR, 0 dari daftar" "has=H. Budi Santoso, S.Sos."
page petugas.ppk-16.07 activity:rakor "has=3 orang: 3 lewat kode QR" has=Polda\ Sumsel lacks=Santoso
attendance rakor petugas.ppk-16.07 403 enter name=Sari agency=KPU
attendance rakor petugas.bawaslu-16 303 enter name=Sari agency=KPU
attendance rakor petugas.bawaslu-16 303 enter name=sari agency=kpu
attendance rakor petugas.bawaslu-16 303 enter name=Joko from=ppk-16.07
attendance rakor petugas.bawaslu-16 422 enter name=Joko from=dinas-mimpi has=Galat
attendance rakor petugas.bawaslu-16 200 see "has=5 orang: 3 lewat kode QR, 2 dari daftar"
# Who was not there is struck out, with a reason; of this meeting alone.
attendance rakor petugas.bawaslu-16 422 strike person=Rina reason= has=Galat
attendance lain petugas.bawaslu-16 404 strike orang=0 reason=x
attendance rakor petugas.ppk-16.07 403 strike person=Rina reason=Tidak\ hadir
attendance rakor petugas.bawaslu-16 303 strike person=Rina reason=Tidak\ hadir
attendance rakor petugas.bawaslu-16 200 see lacks=Rina "has=4 orang: 2 lewat kode QR, 2 dari daftar"
# The form of minutes has the offices ticked that somebody came from, and no other that was invited.
meeting rakor petugas.bawaslu-16 422 janji what= 'shows=value="sekda-16.07" checked' 'shows=value="ppk-16.07" checked' 'hides=value="bawaslu-16.07" checked'
meeting lain petugas.bawaslu-16 422 janji what= 'hides=value="sekda-16.07" checked'
# One address that sends without end is told to wait, with what it typed; the page can still be read.
flood dinding 1100
attend dinding 200 has=Saya\ hadir
# The code of yesterday, used again: a sentence, and what next. Paper may still be typed.
now 2024-10-30T00:01:00+07:00
attend dinding 410 "has=hanya berlaku pada 29 Oktober 2024" "has=minta kantor pengundang" lacks=Saya\ hadir
attend dinding 410 name=Terlambat agency=Polda "has=hanya berlaku pada"
attendance rakor petugas.bawaslu-16 303 enter name=Tuti agency=KPU
attendance rakor petugas.bawaslu-16 200 see lacks=Terlambat has=Tuti
# A meeting that is called off takes nobody.
call batal petugas.bawaslu-16 303 title=Batal on=2024-10-30 region=16 place=Palembang
scan sobek batal petugas.bawaslu-16
meeting batal petugas.bawaslu-16 303 batal reason=Digabung
attend sobek 410 has=dibatalkan
attend sobek 410 name=Budi agency=Polda has=dibatalkan
attendance batal petugas.bawaslu-16 409 enter name=Budi agency=Polda
