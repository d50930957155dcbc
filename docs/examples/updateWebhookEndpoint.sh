curl -sS --fail-with-body -X PUT "$FAXWIRE_URL/fax/webhook/endpoints/$ENDPOINT_ID" -H "Authorization: Bearer $FAXWIRE_KEY" \
  -H 'Content-Type: application/json' -d '{"description":"Orders","events":["FaxSent"]}'
