# A report that was not registered is erased by two people; what is open, or asked by one alone, stays.
now 2024-10-14T09:00:00+07:00
evidence foto "isi foto pertama"
report r1 region=16.71 evidence=foto
report r2 region=16.71
act petugas.bawaslu-16.71 r1 initial_review outcome=not_registered
act petugas.bawaslu-16.71 r1 announce_not_registered
expect r1 terminal=yes
keep r2 kustodian.bawaslu-16.71 pimpinan.bawaslu-16.71 "the case has not ended"
keep r1 pimpinan.bawaslu-16.71 pimpinan.bawaslu-16.71 "a second person"
keep r1 petugas.bawaslu-16.71 pimpinan.bawaslu-16.71 "role may not"
keep r1 kustodian.bawaslu-16.71 kustodian.bawaslu-16.71 "a second person"
keep r1 kustodian.bawaslu-16.06 pimpinan.bawaslu-16.06 "no such case"
expect r1 terminal=yes
expect r2 state=received
erase r1 kustodian.bawaslu-16.71 pimpinan.bawaslu-16.71
gone r1
lists petugas.bawaslu-16.71 r2
# Numbers go on; evidence of another report with the same bytes is its own.
report r3 region=16.71
expect r3 state=received
keep r1 kustodian.bawaslu-16.71 pimpinan.bawaslu-16.71 "erased already"
