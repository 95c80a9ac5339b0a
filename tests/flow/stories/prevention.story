# What the press told of South Sumatra in September and October 2024, as the offices would have recorded it: the national
# meeting of 17 September, Banyuasin's drive, OKI's appeal and mapping, and the meeting of the 17 secretaries.
now 2024-10-30T09:00:00+07:00
activity rakornas petugas.bawaslu-16 303 kind=rakornas on=2024-09-17 region=16 "place=Ecovention Ancol, Jakarta" "organiser=Bawaslu Republik Indonesia" partners=pemda election=pilkada-2024
activity apel petugas.ppk-16.07 303 kind=apel_siaga on=2024-09-18 region=16.07 "title=Apel siaga pencanangan netralitas ASN" "place=Pangkalan Balai" election=pilkada-2024
activity medsos petugas.ppk-16.07 303 kind=sosialisasi on=2024-09-18 region=16.07 "title=Sosialisasi di media sosial" duty=PPK-D1 election=pilkada-2024
activity spanduk petugas.ppk-16.07 303 kind=spanduk on=2024-09-18 region=16.07 "title=Spanduk bersama KPU" partners=kpu election=pilkada-2024
activity imbauan petugas.bawaslu-16.02 303 kind=imbauan on=2024-09-20 region=16.02 "title=Imbauan netralitas" duty=V01 election=pilkada-2024
activity peta petugas.bawaslu-16.02 303 kind=pemetaan on=2024-09-20 region=16.02 "title=Pemetaan potensi konflik" duty=V04 election=pilkada-2024
activity ikrar petugas.bawaslu-16.13 303 kind=ikrar on=2024-10-29 region=16.13 "title=Ikrar netralitas kepala desa" partners=pemda election=pilkada-2024
activity pakta petugas.ppk-16.05 303 kind=pakta_integritas on=2024-10-29 region=16.05 duty=PPK-D5 election=pilkada-2024
activity rakor petugas.bawaslu-16 303 kind=rakor on=2024-10-29 region=16 "title=Rakor FORSESDASI Komwil Sumsel" "place=Hotel Aryaduta, Palembang" partners=forsesdasi,bkn,polri reach=17 reach_asn=17 election=pilkada-2024
page petugas.bawaslu-16 /k/pencegahan has=Hotel\ Aryaduta "has=FORSESDASI (sekretaris daerah), BKN, Polri" has=Spanduk\ bersama\ KPU
page petugas.bawaslu-16.02 /k/pencegahan has=Imbauan\ netralitas lacks=Aryaduta
page petugas.bawaslu-16 /k/pencegahan?wilayah=16.07 has=Apel\ siaga lacks=Imbauan\ netralitas
page petugas.bawaslu-16 /k/pencegahan?wilayah=16&jenis=rakornas has=Ecovention lacks=Aryaduta
page petugas.bawaslu-16 /k/pencegahan?wilayah=16&pemilihan=pemilu-2024 lacks=Aryaduta
page petugas.bawaslu-16 /k/pencegahan?tampilan=kalender&bulan=2024-10&wilayah=16 has=Rakor\ FORSESDASI lacks=Ecovention
page petugas.bawaslu-16 /en/k/prevention/list.csv?wilayah=16.13 "has=2024-10-29,ikrar,16.13,Kabupaten Musi Rawas Utara,Ikrar netralitas kepala desa" lacks=Aryaduta has=kegiatan-pencegahan-petugas.bawaslu-16-20
page - /wilayah/16.07 has=Apel\ siaga\ pencanangan lacks=Aryaduta
# What the rules ask of an appointing authority, and what of it is done.
page petugas.ppk-16.07 /k/pencegahan has=Sudah\ dicatat has=Lewat,\ belum\ dicatat has=Surat\ edaran\ netralitas
# The form a second time is the same activity; as another form it is refused.
activity apel petugas.ppk-16.07 303
page petugas.ppk-16.07 /k/pencegahan?jenis=apel_siaga lacks=Apel\ siaga\ kedua
# Put right by its own office alone, and only as it stands.
mend apel petugas.bawaslu-16.07 403 reach=10
mend apel petugas.ppk-16.07 422 reach=seratus
mend apel petugas.ppk-16.07 303 reach=1200 "title=Apel siaga kedua"
page petugas.ppk-16.07 activity:apel has=1.200 has=Apel\ siaga\ kedua
# What was typed too late is shown again and not saved; the same thing sent twice is no conflict.
mend apel petugas.ppk-16.07 409 version=1 reach=5 'shows=name="reach" value="5"' 'shows=Orang lain mengubah catatan ini' 'hides=name="_versi" value="1"'
page petugas.ppk-16.07 activity:apel has=1.200
mend apel petugas.ppk-16.07 303 version=1
mend apel petugas.ppk-16.07 422 region=16.06 'shows=Wilayah ini di luar wilayah kerja kantor Anda'
# Nothing of tomorrow, of elsewhere, of nobody.
activity none petugas.ppk-16.07 422 kind=rakor on=2024-10-31 region=16.07
activity none petugas.ppk-16.07 422 kind=rakor on=2024-10-29 region=16.06
activity none petugas.ppk-16.07 422 kind=pesta on=2024-10-29 region=16.07
activity none petugas.ppk-16.07 422 kind=rakor on=2024-10-29 region=16.07 name=Fulan
# What is withdrawn is seen by nobody outside, and stays so.
attach apel petugas.ppk-16.07 303
file apel petugas.bawaslu-16.07 200
withdraw apel petugas.ppk-16.07 422
withdraw apel petugas.bawaslu-16.07 403 Salah
withdraw apel petugas.ppk-16.07 303 Tercatat\ dua\ kali
file apel petugas.ppk-16.07 200
file apel petugas.bawaslu-16.07 403
page petugas.bawaslu-16.07 activity:apel has=Ditarik lacks=Dokumen
page petugas.ppk-16.07 activity:apel has=Ditarik has=Tercatat\ dua\ kali
page - /wilayah/16.07 lacks=Apel\ siaga
withdraw apel petugas.ppk-16.07 409 Lagi
mend apel petugas.ppk-16.07 409 reach=5
