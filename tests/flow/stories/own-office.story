# A person's own office never handles the case, and the case is not stuck: the office above does.
now 2024-10-14T09:00:00+07:00
report plain
report kab agency="Bawaslu Kab. Musi Banyuasin" office=bawaslu-16
report kabupaten agency="  BAWASLU Kabupaten Musi  Banyuasin" office=bawaslu-16
report provinsi agency="Bawaslu Provinsi Sumatera Selatan" office=bawaslu
expect kab holder=bawaslu-16
expect kabupaten holder=bawaslu-16
expect provinsi holder=bawaslu
refuse 404 not-found reads petugas.bawaslu-16.06 kab
refuse 404 not-found act pimpinan.bawaslu-16.06 kab initial_review outcome=complete reasons=x
act petugas.bawaslu-16 kab initial_review outcome=complete
act petugas.bawaslu-16 kab register
expect kab terminal=no
refuse 404 not-found reads petugas.bawaslu-16 provinsi
act petugas.bawaslu provinsi initial_review outcome=complete
# who reads a case of another office has it in the list, but for the nation's auditor
reads petugas.bawaslu-16 plain
refuse 404 not-found reads pimpinan.bawaslu plain
refuse 404 not-found reads petugas.bawaslu-16.71 plain
lists petugas.bawaslu-16.06 plain
lists petugas.bawaslu-16 plain,kab,kabupaten
lists petugas.bawaslu provinsi
# another province's region has no office in this store
refuse 422 invalid-input report elsewhere region=17.01
refuse 422 invalid-input report elsewhere region=31
