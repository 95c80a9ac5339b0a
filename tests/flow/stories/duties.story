# Whose duties an office reads: its own, or those of whom it works for; and what is overdue there is overdue on the barometer.
user petugas.sekda-16 sekda-16 officer
user petugas.sekda-16.06 sekda-16.06 officer
user petugas.sekda-16.07 sekda-16.07 officer
user petugas.bkpsdm-16.06 bkpsdm-16.06 officer
user petugas.inspektorat-16.06 inspektorat-16.06 officer
user petugas.inspektorat-16.07 inspektorat-16.07 officer
now 2024-10-30T09:00:00+07:00
activity medsos petugas.ppk-16.06 303 kind=sosialisasi on=2024-06-18 region=16.06 duty=PPK-D1 election=pilkada-2024
activity pakta petugas.bkpsdm-16.06 303 kind=pakta_integritas on=2024-09-18 region=16.06 duty=PPK-D5 election=pilkada-2024
activity edaran petugas.ppk-16 303 kind=imbauan on=2024-09-18 region=16 duty=PPK-D6 election=pilkada-2024
page petugas.sekda-16.06 /k/pencegahan "has=Kewajiban PPK yang dikerjakan kantor Anda" "has=Lewat, belum dicatat" "lacks=Peta kerawanan (IKP)" "lacks=Form A" "lacks=Imbauan kepada PPK" "lacks=Kewajiban kantor Anda" "lacks=Semua kewajiban"
page petugas.sekda-16.06 /en/k/prevention "has=Duties of the appointing authority that your office carries out" "lacks=Map of vulnerability"
page petugas.bkpsdm-16.06 /k/pencegahan "has=Kewajiban kantor Anda" "has=Surat edaran, sosialisasi, ikrar, dan pakta integritas" "has=Kewajiban PPK yang dikerjakan kantor Anda" "lacks=Form A"
page petugas.ppk-16.06 /k/pencegahan "has=Kewajiban kantor Anda" "lacks=Kewajiban PPK yang dikerjakan" "lacks=Form A"
page petugas.bawaslu-16.06 /k/pencegahan "has=Kewajiban kantor Anda" "has=Form A" "lacks=Sosialisasi asas netralitas dalam berbagai"
page petugas.inspektorat-16.06 /k/pencegahan "has=Semua kewajiban" "has=Form A" "has=Kewajiban PPK (pejabat pembina kepegawaian)." "lacks=Kewajiban kantor Anda"
# What no text asks for is a suggestion, never overdue; it names no day and no rule.
page petugas.ppk-16.07 /k/pencegahan "has=Saran" "has=Membentuk tim pemantau netralitas" "has=Tidak ada aturan yang memintanya." "lacks=Tidak ada sumber"
page petugas.ppk-16.07 /en/k/prevention "has=Suggested" "has=No rule asks for it." "lacks=Tidak ada sumber" "lacks=belum dibaca" "lacks=bagi ASN simpulan"
page petugas.bawaslu-16.07 /en/k/prevention "has=Map of vulnerability" "lacks=belum dibaca"
page petugas.sekda-16.07 /k/barometer "lacks=Membentuk tim pemantau netralitas"
overdue petugas.sekda-16.06 16.06
overdue petugas.bkpsdm-16.06 16.06
overdue petugas.ppk-16.06 16.06
overdue petugas.sekda-16 16
overdue petugas.sekda-16.07 16.07
# On the work list, within seven days of it, too.
now 2024-11-17T09:00:00+07:00
page petugas.sekda-16.07 /k "has=Kewajiban yang belum dicatat: Iklim kondusif"
page petugas.inspektorat-16.07 /k "lacks=Kewajiban yang belum dicatat"
