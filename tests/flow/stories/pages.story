# What pages say of the rows behind them. Acts of an election's time alone stand under a question: the joint decree of
# 2020 ended before the elections of 2024 began, and one act began when its ruling was read.
now 2024-10-14T09:00:00+07:00
page - /boleh/medsos-suka has=KE-04 has=DIS-06 lacks=SKB20-01
page - /en/may-i/medsos-suka has=DIS-06 lacks=SKB20-01
page - /boleh/dukungan-ktp has=DIS-11 lacks=SKB20-12
# An act has a page of its own, one that ended too; what is near and its twin stand there.
page - /boleh/DIS-06 has=KE-04 has=SKB20-01 lacks=sudah\ tidak\ berlaku
page - /boleh/SKB20-01 has=sudah\ tidak\ berlaku has=DIS-06
page - /boleh/perbuatan has=SKB20-01 has=DES-26-4
# The minister's approval is asked for by heads of region, not by a PNS.
page - /boleh?siapa=pns&apa=mutasi&tanggal=2024-10-01 lacks=persetujuan\ tertulis\ Menteri\ lebih
page - /boleh?siapa=kepala_daerah&apa=mutasi&tanggal=2024-10-01 has=persetujuan\ tertulis\ Menteri\ lebih
page - /boleh?siapa=kepala_daerah&apa=mutasi&saat=replacement_ban has=PLK-71-2
# A stage is answered as on its first day, and says from when the answer is another: acts and threats change within it.
page - /boleh?siapa=kepala_daerah&apa=mutasi&saat=replacement_ban has=lain\ mulai\ Jumat,\ 2\ Januari\ 2026
page - /boleh?siapa=polri&apa=keputusan&saat=campaign has=lain\ mulai\ Kamis,\ 14\ November\ 2024
page - /boleh?siapa=polri&apa=keputusan&tanggal=2024-10-01 lacks=lain\ mulai
page - /boleh?siapa=paslon&apa=calon-memberi&tanggal=2024-10-12 has=PLK-73-1 has=36\ sampai\ 72\ bulan
page - /boleh/PLK-7-2t has=Satuan\ TNI;\ Satuan\ Polri
page - /boleh has=Pilkada\ Serentak\ 2020\ (.ics)
page - /sitemap.xml has=/boleh/DIS-06 has=/en/may-i/SKB20-01 lacks=/lacak
# The test box: the seventh day of reporting, a Sunday in the days of campaigning, is no day of intake; one later it is
# Monday, and in the quiet period every day is.
page pimpinan.bawaslu-16 /k/aturan/uji?jam=pilkada-2024@1/P01.report&tanggal=2024-10-13&wilayah=16.71 has=bukan\ hari\ penerimaan
page pimpinan.bawaslu-16 /k/aturan/uji?jam=pilkada-2024@1/P01.report&tanggal=2024-10-14&wilayah=16.71 lacks=bukan\ hari\ penerimaan
page pimpinan.bawaslu-16 /en/k/rules/try?jam=pilkada-2024@1/P01.report&tanggal=2024-10-13&wilayah=16.71 has=is\ no\ day\ of\ intake
page pimpinan.bawaslu-16 /k/aturan/uji?jam=pilkada-2024@1/P01.report&tanggal=2024-11-17&wilayah=16.71 lacks=bukan\ hari\ penerimaan
page pimpinan.bawaslu-16 /k/aturan/uji?jam=pilkada-2024@1/P04.initial_review&tanggal=2024-10-18&wilayah=16.71 lacks=bukan\ hari\ penerimaan

# A region whose vote is repeated has a calendar of its own: on its days the adviser asks where, and answers by it.
page - /boleh?siapa=pns&apa=medsos-suka&tanggal=2024-10-12 lacks=Di\ daerah\ mana?
page - /boleh?siapa=pns&apa=medsos-suka&tanggal=2025-08-06 has=Di\ daerah\ mana? has=Kabupaten\ Boven\ Digoel has=Papua lacks=Kabupaten\ Siak has=Hari\ itu\ di\ luar
page - /boleh?siapa=pns&apa=medsos-suka&tanggal=2025-08-06&wilayah=93.02 has=Pemungutan\ suara lacks=Hari\ itu\ di\ luar has=DIS-06
page - /boleh?siapa=pns&apa=medsos-suka&tanggal=2025-06-10&wilayah=62.05 has=KE-04 lacks=DIS-06
page - /boleh?siapa=pns&apa=medsos-suka&tanggal=2025-06-10&wilayah=93.02 has=DIS-06 lacks=KE-04
page - /en/may-i?siapa=pns&apa=medsos-suka&tanggal=2025-08-06 has=In\ which\ region?
