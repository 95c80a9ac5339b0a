# The map of risk of an empty store: nobody is judged by what is not there, and what others published is told as theirs.
now 2024-10-14T09:00:00+07:00
page - /peta has=Peta\ kerawanan:\ skor\ per\ wilayah
page - /peta/indeks has=Belum\ ada\ wilayah\ yang\ bisa\ dinilai has=Bawaslu\ 2023 lacks=Skor\ tertinggi lacks=Peringatan\ dini
page - /en/map/index has=No\ region\ can\ be\ judged\ yet
# What an empty store knows: the calendar, and who stands alone; nobody was asked to pledge, so no count is held against anybody.
page - /peta/indeks?wilayah=16.10 has=Pilkada\ 2024 has=Era.id has=IKP\ 2024 has=55,32 has=tidak\ ada\ ikrar\ yang\ diumumkan has=tidak\ dinilai
page - /data/index.csv has=16.10,tahap-rawan, has=16.10,calon-tunggal,100.000000,,100.00 has=16.07,calon-tunggal,,no_value has=16.07,belum-ikrar,,no_value has=16.07,laporan,,no_staff
# Two clicks to the evidence: the region, then the source. No case is no share, and a list that does not name a region says so.
page - /peta/indeks?wilayah=16.07 has=tidak\ disebut,\ dihitung\ 0
# A province's store shows its own regions, whatever is asked for; others of them stand beside ours.
page - /peta/indeks has=Bawaslu\ 2023:\ netralitas\ ASN,\ Sumatera\ Selatan has=Kolom\ di\ kanan
page - /peta/indeks?provinsi=16 has=Banyuasin
page - /peta/indeks?pakai=netral&wilayah=16.05 has=tidak\ ada\ perkara has=5,29 has=Baris\ data\ terbuka
page - /peta/indeks?pakai=bawaslu-2023-sumsel has=Lubuk\ Linggau has=8,65 has=rmolsumsel.id
page - /peta/indeks?pakai=bawaslu-2023-sumsel&wilayah=16.07 has=Daftar\ ini\ tidak\ memuat
# The index in use is a file that gives it again.
page - /data/index.yaml has=index:\ \"netral\" has=staff:\ rosters has=missing:\ as_least
page - /wilayah/16.05 has=Skor\ Kabupaten\ Musi\ Rawas\ diurai
page - /wilayah/16 lacks=diurai
page - /wilayah/32.04 lacks=diurai
# What others published as an index weighs nothing in ours: it stands beside it alone.
page - /data/index.csv lacks=bawaslu-2023
# Weights on trial: all weight on one list puts those first that it names.
page - /peta/indeks?d-tindak-lanjut=0&d-pencegahan=0&d-pelaporan=0&d-pencalonan=100&d-tahapan=0 has=Ini\ bobot\ percobaan has=Skor\ tertinggi:\ Ogan\ Ilir,\ 100,00
page - /data/index.csv?d-tindak-lanjut=0&d-pencegahan=0&d-pelaporan=0&d-pencalonan=100&d-tahapan=0 has=16.10,,,,,,,100.00,high,1,100.00,100.00,100.00,1, has=16.05,calon-tunggal,
