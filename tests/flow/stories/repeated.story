# The same key and body give the same answer, byte for byte, later too; another body is refused.
now 2024-10-14T09:00:00+07:00
evidence foto "bytes of a picture"
report r1 evidence=foto
again r1
refuse 409 idempotency-key-reused again r1 place=Lais
report r2
again r1
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
again r1
lists petugas.bawaslu-16.06 r1,r2
# a piece of evidence belongs to one case
refuse 422 invalid-input report r3 evidence=foto
now 2024-10-15T09:00:00+07:00
again r1
track r1 state=complete
expect r1 version=2
