curl -sS --fail-with-body -X POST "$FAXWIRE_URL/fax/webhook/endpoints" -H "Authorization: Bearer $FAXWIRE_KEY" \
  -H 'Content-Type: application/json' -d '{"url":"https://example.com/fax-events","events":["FaxSent","FaxFailed"]}'
