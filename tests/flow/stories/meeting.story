# Bawaslu's meeting of September, and the one of the 17 secretaries of 29 October 2024 that follows it up: what was promised at
# the first stands on the agenda of the second until it is done.
now 2024-09-16T09:00:00+07:00
call bawaslu petugas.bawaslu-16 303 "title=Rakor netralitas ASN" on=2024-09-17 at=09.30 region=16 "place=Ecovention Ancol" invited=ppk-16.07,bawaslu-16.07 "agenda=Peran kepala daerah" election=pilkada-2024
page petugas.bawaslu-16 activity:bawaslu has=09.30\ WIB has=Bupati\ Banyuasin has=Peran\ kepala\ daerah
# Minutes of tomorrow there are none.
meeting bawaslu petugas.bawaslu-16 422 hasil minutes=Sepakat
meeting bawaslu petugas.bawaslu-16 422 janji what=Surat office=ppk-16.07 due=2024-09-30
now 2024-09-18T09:00:00+07:00
call bawaslu petugas.bawaslu-16 303
meeting bawaslu petugas.bawaslu-16 422 hasil
meeting bawaslu petugas.bawaslu-16 422 hasil minutes=Sepakat attended=dinas-mimpi
# Who came is what the form says: the office that was invited and taken off stays off.
meeting bawaslu petugas.bawaslu-16 422 hasil minutes= attended=sekda-16.07 'shows=value="sekda-16.07" checked' 'hides=value="ppk-16.07" checked'
meeting bawaslu petugas.bawaslu-16.07 403 hasil minutes=Sepakat
meeting bawaslu petugas.bawaslu-16 303 hasil "minutes=Kepala daerah mendukung pengawasan." attended=ppk-16.07
# The same minutes again are no conflict; others over minutes that the form did not know are shown again, and not saved.
meeting bawaslu petugas.bawaslu-16 303 hasil version=1 "minutes=Kepala daerah mendukung pengawasan." attended=ppk-16.07
meeting bawaslu petugas.bawaslu-16 409 hasil version=1 "minutes=Hasil yang lain" 'shows=Hasil yang lain</textarea>' 'hides=name="_versi" value="1"' shows=belum\ disimpan
page petugas.bawaslu-16 activity:bawaslu lacks=Hasil\ yang\ lain
meeting bawaslu petugas.bawaslu-16 303 janji "what=Surat edaran netralitas" office=ppk-16.07 due=2024-09-30
meeting bawaslu petugas.bawaslu-16 303 janji "what=Peta kerawanan" office=bawaslu-16.07 due=2024-10-31
# The form sent twice is one commitment.
meeting bawaslu petugas.bawaslu-16 303 janji "what=Peta kerawanan" office=bawaslu-16.07 due=2024-10-31
meeting bawaslu petugas.bawaslu-16 422 janji "what=Terlambat" office=ppk-16.07 due=2024-09-16
meeting bawaslu petugas.bawaslu-16 422 janji "what=Terlambat" office=dinas-mimpi due=2024-09-20
meeting bawaslu petugas.bawaslu-16 422 janji what= office= due=
commitments bawaslu 2
page petugas.ppk-16.07 /k has=Surat\ edaran\ netralitas lacks=Lewat\ batas lacks=Peta\ kerawanan
now 2024-10-28T09:00:00+07:00
page petugas.ppk-16.07 /k has=Surat\ edaran\ netralitas has=Lewat\ batas
call sekda petugas.bawaslu-16 303 "title=Rakor FORSESDASI: peran sekretaris daerah" on=2024-10-29 region=16 "place=Hotel Aryaduta, Palembang" follows=bawaslu invited=sekda-16.07,sekda-16.06
page petugas.bawaslu-16.07 activity:sekda "has=Belum selesai dari rapat sebelumnya" has=Surat\ edaran has=Peta\ kerawanan
done bawaslu petugas.ppk-16.06 403 Surat sudah
done bawaslu petugas.ppk-16.07 422 Surat 'shows=class="error" id="cara-'
done bawaslu petugas.ppk-16.07 422 Surat xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx 'shows=value="xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"'
done bawaslu petugas.ppk-16.07 303 Surat SE 800/12/2024 disampaikan
done bawaslu petugas.ppk-16.07 409 Surat lagi
page petugas.bawaslu-16.07 activity:sekda lacks=Surat\ edaran has=Peta\ kerawanan
page petugas.bawaslu-16 activity:bawaslu has=SE\ 800/12/2024 has=Selesai\ 28\ Oktober\ 2024
page petugas.ppk-16.07 /k lacks=Surat\ edaran\ netralitas
# A meeting after that inherits through it what is still open.
call next petugas.bawaslu-16 303 "title=Rakor evaluasi" on=2024-11-05 region=16 place=Palembang follows=sekda
page petugas.bawaslu-16 activity:next has=Peta\ kerawanan
meeting next petugas.bawaslu-16 422 batal
meeting next petugas.bawaslu-16 303 batal reason=Digabung
page petugas.bawaslu-16 activity:next has=Batal has=Digabung
meeting next petugas.bawaslu-16 409 batal reason=Lagi
meeting next petugas.bawaslu-16 409 janji what=Lagi office=ppk-16.07 due=2024-11-20
meeting bawaslu petugas.bawaslu-16 409 batal reason=Salah
# Of elsewhere, of nobody, of no hour.
call none petugas.bawaslu-16.07 422 title=Rakor on=2024-10-30 region=16.06 place=Sekayu
call none petugas.bawaslu-16 422 title=Rakor on=2024-10-30 region=16 place=Palembang invited=dinas-mimpi
call none petugas.bawaslu-16 422 title=Rakor on=2024-10-30 at=25.00 region=16 place=Palembang
call none petugas.bawaslu-16 422 title=Rakor on=2026-10-30 region=16 place=Palembang
call none petugas.bawaslu-16 422 on=2024-10-30 region=16
page petugas.bawaslu-16 /k/rakor has=Rakor\ FORSESDASI has=Batal has=Sudah\ berlangsung
