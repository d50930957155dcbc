curl -sS --fail-with-body -X POST "$FAXWIRE_URL/fax/search" -H "Authorization: Bearer $FAXWIRE_KEY" \
  -H 'Content-Type: application/json' -d '{"faxNumber":"+19995550100","faxSentDate":"2026-01-01","faxStatus":"FaxSent","limit":5}'
