echo "Dear Dr. Miller, please find enclosed." > letter.txt
curl -sS --fail-with-body "$FAXWIRE_URL/fax" -H "Authorization: Bearer $FAXWIRE_KEY" -H "Idempotency-Key: order-$RANDOM" \
  -F phoneNumber=+19995550100 -F document=@letter.txt -F 'metadata={"case":"17"}'
