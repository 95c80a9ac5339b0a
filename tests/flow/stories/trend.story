# A region's page tells weeks that are over by fives; one report less or more in a week is not seen, nor is the week
# that still runs. What one region alone has would follow from the totals of weeks: those are hidden there too.
now 2024-10-15T09:00:00+07:00
report a1 region=16.06
report a2 region=16.06
report a3 region=16.06
report a4 region=16.06
report a5 region=16.06
report a6 region=16.06
page - /wilayah/16.06 has=Diterima lacks=5+
now 2024-10-22T09:00:00+07:00
report b1 region=16.06
report b2 region=16.06
report b3 region=16.06
report c1 region=16.07
report c2 region=16.07
report d1 region=16.71
report d2 region=16.71
report d3 region=16.71
page - /wilayah/16.06 has=Perkembangan\ per\ minggu has=14\ Okt\ 2024 has=5+ lacks=21\ Okt\ 2024 lacks=6+
now 2024-10-29T09:00:00+07:00
page - /wilayah/16.06 has=14\ Okt\ 2024 has=5+ has=21\ Okt\ 2024 has=<5
page - /en/region/16.06 has=Week\ by\ week has=Campaign
# Two reports are no number that is published: no week of it is told.
page - /wilayah/16.07 lacks=Perkembangan\ per\ minggu has=Sebagian\ perkembangan\ per\ minggu\ tidak\ ditampilkan
page - /wilayah/16.01 lacks=erkembangan\ per\ minggu
