# A round of pledges, from the roster to the count: who signed where, who moved, and what a link says before, in and
# after its days.
# The tool has the true clock, the server that of "now": the days are far from both.
now 2126-10-01T09:00:00+07:00
roster bkpsdm-16.06 "Amir,Dinas Satu,196608011988031001;Budi,Dinas Satu,196608011988031002;Siti,Dinas Dua,196608011988032001" "says=New: 3. Changed: 0."
roster bkpsdm-16.06 "Amir,Dinas Satu,196608011988031001;Budi,Dinas Satu,196608011988031002;Siti,Dinas Dua,196608011988032001" "says=nothing changed"
round r bkpsdm-16.06 2126-10-02 2126-10-10
unit r "Dinas Satu" 0/2
sign r Amir 409 nip=196608011988031001 "has=dapat ditandatangani mulai 2 Oktober 2126"
now 2126-10-02T00:30:00+07:00
sign r Amir 422 nip=196608011988031002 "has=NIP ini bukan NIP pemilik tautan"
sign r Amir 422 nip=1001 "has=NIP ini bukan NIP pemilik tautan"
sign r Amir 422 nip=196608011988031001 points=3 "has=Centang butir ini bila"
unit r "Dinas Satu" 0/2
sign r Amir 303 "nip=19660801 198803 1 001" "has=Ikrar sudah ditandatangani"
# The same link again, without anything: the same receipt, no second signature.
sign r Amir 303 points=0 "has=Ikrar sudah ditandatangani"
sign r Siti 303 nip=196608011988032001 "has=receipt/v1"
unit r "Dinas Satu" 1/2
unit r "Dinas Dua" 1/1
# Who moves within the agency takes the signature along; who leaves it takes it out.
roster bkpsdm-16.06 "Amir,Dinas Dua,196608011988031001" "says=Changed: 1."
unit r "Dinas Satu" 0/1
unit r "Dinas Dua" 2/2
roster bkpsdm-16 "Siti,Biro,196608011988032001;Budi,Biro,196608011988031002" "says=From another agency: 2."
unit r "Dinas Dua" 1/1
unit r "Dinas Satu" -
sign r Budi 409 nip=196608011988031002 "has=tidak lagi tercatat"
roster bkpsdm-16.06 "Budi,Dinas Satu,196608011988031002" "says=From another agency: 1."
now 2126-10-10T23:59:00+07:00
unit r "Dinas Satu" 0/1
now 2126-10-11T00:00:00+07:00
sign r Budi 409 nip=196608011988031002 "has=berakhir pada 10 Oktober 2126"
sign r Amir 303 "has=Ikrar sudah ditandatangani"
unit r "Dinas Satu" 0/1
