curl -sS --fail-with-body -X POST "$FAXWIRE_URL/fax/webhook/endpoints/$ENDPOINT_ID/missed-events/acknowledge" -H "Authorization: Bearer $FAXWIRE_KEY" \
  -H 'Content-Type: application/json' -d '{"ids":["evt_1"]}'
