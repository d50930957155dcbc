curl -sS --fail-with-body -X PUT "$FAXWIRE_URL/keys/$KEY_ID/roll" -H "Authorization: Bearer $FAXWIRE_KEY" \
  -H 'Content-Type: application/json' -d '{"overlapHours":1}'
