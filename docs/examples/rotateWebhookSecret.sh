curl -sS --fail-with-body -X PUT "$FAXWIRE_URL/fax/webhook/endpoints/$ENDPOINT_ID/rotate-secret" -H "Authorization: Bearer $FAXWIRE_KEY" \
  -H 'Content-Type: application/json' -d '{"overlapSeconds":3600}'
