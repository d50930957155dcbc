echo "Dear patients, we are closed on Monday." > notice.txt
curl -sS --fail-with-body "$FAXWIRE_URL/fax/batch" -H "Authorization: Bearer $FAXWIRE_KEY" -H "Idempotency-Key: batch-$RANDOM" \
  -F 'recipients=["+19995550100","+19995550114"]' -F batchId=closed-on-monday -F document=@notice.txt
