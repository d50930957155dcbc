curl -sS --fail-with-body -X PUT "$FAXWIRE_URL/tenant" -H "Authorization: Bearer $FAXWIRE_KEY" \
  -H 'Content-Type: application/json' -d '{"settings":{"headerText":"Clinic"}}'
