# An appeal of the provincial Bawaslu to the heads and secretaries of its regencies, of the kind that the press told of in
# September 2024 (number n/PM.00.02/office/month/year); who acknowledged it, who got it by post, who is reminded.
now 2024-09-18T09:00:00+07:00
page petugas.bawaslu-16 /k/surat has=belum\ menerbitkan\ surat has=Surat\ imbauan
page petugas.bawaslu-16 /k/surat/baru?jenis=IMBAUAN&kewajiban=V01 has=kami\ mengimbau\ Saudara has=Sumatera\ Selatan has=UU\ 10/2016\ Ps\ 71(1) has=Bupati\ Banyuasin
letter appeal petugas.bawaslu-16 303 number=154/PM.00.02/K.ST-11/09/2024 on=2024-09-18 due=2024-09-25 region=16 election=pilkada-2024 duty=V01 "subject=Imbauan menjaga netralitas ASN" to=ppk-16.07,sekda-16.07,ppk-16.06
# Who signs is the head of the office that sends; a reminder says nothing of who handed what on.
draft - petugas.bawaslu-16 jenis=IMBAUAN 'shows=value="Ketua Bawaslu"'
draft - petugas.ppk-16.07 jenis=PENGINGAT-TINDAK-LANJUT 'shows=value="Pejabat Pembina Kepegawaian"' hides=Ketua 'hides=kami teruskan'
# Sent twice it is one letter; its number is given once; what is not whole is not issued.
letter appeal petugas.bawaslu-16 303
letter none petugas.bawaslu-16 422 number=154/PM.00.02/K.ST-11/09/2024 on=2024-09-18 region=16 to=ppk-16.07 shows=sudah\ memakai\ nomor\ ini
letter none petugas.bawaslu-16 422 number=155 on=2024-09-18 region=16 shows=sedikitnya\ satu\ penerima
letter none petugas.bawaslu-16 422 number=155 on=2024-09-18 region=16 to=dinas-mimpi
letter none petugas.bawaslu-16 422 number=155 on=2024-09-18 region=16 to=bawaslu-16
letter none petugas.bawaslu-16 422 number=155 on=2024-09-18 region=16 all=dinas
letter none petugas.bawaslu-16 422 number=155 on=2024-09-19 region=16 to=ppk-16.07
letter none petugas.bawaslu-16 422 number=155 on=2024-09-18 due=2024-09-17 region=16 to=ppk-16.07
letter none petugas.bawaslu-16 422 number=155 on=2024-09-18 region=31 to=ppk-16.07
letter none petugas.bawaslu-16 404 number=155 on=2024-09-18 region=16 kind=F.CEGAH to=ppk-16.07
letter none petugas.bawaslu-16.07 422 number=1 on=2024-09-18 region=16.07 to=ppk-16.06
# What changed since it was shown is shown again, and not issued.
letter none petugas.bawaslu-16 200 number=155 on=2024-09-18 region=16 to=ppk-16.07 "after=Teks yang lain" shows=surat\ belum\ terbit shows=Teks\ yang\ lain
page petugas.bawaslu-16 /k/surat lacks=155
# It is a prevention activity of the same day, and is not changed as one.
page petugas.bawaslu-16 /k/pencegahan has=Imbauan\ menjaga\ netralitas\ ASN has=Sudah
page - /wilayah/16 has=Imbauan\ menjaga\ netralitas\ ASN
# Its sender and its addressees read it, and nobody else; of the others an addressee sees nothing.
page petugas.bawaslu-16 activity:appeal has=Bupati\ Banyuasin has=Belum\ dinyatakan\ diterima,\ 0\ hari has=154/PM.00.02 lacks=Lewat\ batas
page petugas.ppk-16.07 /k has=Imbauan\ menjaga\ netralitas\ ASN
page petugas.ppk-16.07 activity:appeal has=Nyatakan\ surat\ ini\ diterima lacks=Sekretaris
post appeal petugas.bawaslu-16 403 receive answer=
post appeal petugas.ppk-16.07 403 recall reason=Salah
post appeal petugas.ppk-16.07 403 deliver to=ppk-16.06 means=pos receiver=Umum delivered=2024-09-18
post appeal petugas.bawaslu-16.07 404 receive answer=
now 2024-09-19T09:00:00+07:00
post appeal petugas.ppk-16.07 303 receive answer=
post appeal petugas.ppk-16.07 303 receive answer=
page petugas.ppk-16.07 /k lacks=Imbauan\ menjaga\ netralitas\ ASN
post appeal petugas.ppk-16.07 303 receive "answer==HYPERLINK(1)"
post appeal petugas.ppk-16.07 422 receive answer=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
page petugas.bawaslu-16 activity:appeal has=Diterima\ 19\ September\ 2024\ oleh\ petugas.ppk-16.07 has==HYPERLINK(1)
page petugas.bawaslu-16 /k/surat/daftar.csv has=\'=HYPERLINK(1) has=2024-09-19,petugas.ppk-16.07 has=surat-petugas.bawaslu-16-20240919T02
# Of an office without an account its sender says how it got there.
now 2024-09-30T09:00:00+07:00
post appeal petugas.bawaslu-16 422 deliver to=ppk-16.06 means=merpati receiver=Umum delivered=2024-09-20
post appeal petugas.bawaslu-16 422 deliver to=bkn means=pos receiver=Umum delivered=2024-09-20
post appeal petugas.bawaslu-16 422 deliver to=ppk-16.06 means=pos receiver=Umum delivered=2024-09-17
post appeal petugas.bawaslu-16 422 deliver to=ppk-16.06 means=pos receiver=Umum delivered=2024-10-01
post appeal petugas.bawaslu-16 303 deliver to=ppk-16.06 means=pos "receiver=Bagian Umum" delivered=2024-09-20
post appeal petugas.bawaslu-16 303 deliver to=ppk-16.06 means=pos "receiver=Bagian Umum" delivered=2024-09-20
page petugas.bawaslu-16 activity:appeal has=Diantar\ 20\ September\ 2024,\ pos,\ diterima\ Bagian\ Umum has=12\ hari has=Lewat\ batas
page petugas.ppk-16.06 /k has=Imbauan\ menjaga\ netralitas\ ASN has=Lewat\ batas
# A reminder is drafted to those alone who are silent; the barometer names whom it asks for.
draft appeal petugas.bawaslu-16 jenis=PENGINGAT-SURAT chosen=ppk-16.06,sekda-16.07 "shows=surat kami: nomor 154/PM.00.02/K.ST-11/09/2024 tanggal 18 September 2024 tentang Imbauan menjaga"
draft - petugas.bawaslu-16 jenis=PENGINGAT-IKRAR&ke=ppk-16.07&ke=sekda-16.07&ke=ppk-16.07&ke=dinas-mimpi chosen=ppk-16.07,sekda-16.07 shows=2/PM.00.02/bawaslu-16/09/2024
draft - petugas.bawaslu-16 jenis=PENGINGAT-TINDAK-LANJUT chosen= hides={figures}
# A number bears Bawaslu's class for Bawaslu alone; who sends else adds the class of its own.
user petugas.sekda-16.06 sekda-16.06 officer
draft - petugas.sekda-16.06 jenis=PENGINGAT-IKRAR 'shows=value="1/sekda-16.06/09/2024"' 'shows=kode klasifikasi' hides=PM.00.02
draft - petugas.ppk-16.07 jenis=IMBAUAN 'shows=value="1/ppk-16.07/09/2024"' hides=PM.00.02
# A whole kind of offices; a reminder to one; then it is withdrawn, for good, and counted no more.
letter all petugas.bawaslu-16 303 number=156 on=2024-09-30 region=16 kind=PENGINGAT-IKRAR "subject=Pengingat ikrar" all=ppk
page petugas.ppk-16.06 /k has=Pengingat\ ikrar
page petugas.bawaslu-16 /k/pencegahan lacks=Pengingat\ ikrar
letter kin petugas.bawaslu-16 303 number=157 on=2024-09-30 region=16.07 kind=PENGINGAT-IKRAR subject=Hanya\ Banyuasin all=ppk
page petugas.ppk-16.06 /k lacks=Hanya\ Banyuasin
page petugas.ppk-16.07 /k has=Hanya\ Banyuasin
post appeal petugas.bawaslu-16 422 recall reason=
post appeal petugas.bawaslu-16 303 recall "reason=Salah nomor"
post appeal petugas.bawaslu-16 409 recall reason=Lagi
post appeal petugas.ppk-16.06 409 receive answer=
page petugas.ppk-16.06 /k lacks=Imbauan\ menjaga\ netralitas\ ASN
page petugas.ppk-16.07 activity:appeal has=Ditarik has=Salah\ nomor
page - /wilayah/16 lacks=Imbauan\ menjaga\ netralitas\ ASN
page petugas.ppk-16.07 /k/surat?kotak=masuk has=Ditarik has=Hanya\ Banyuasin
