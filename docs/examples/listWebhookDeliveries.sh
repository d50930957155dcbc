curl -sS --fail-with-body "$FAXWIRE_URL/fax/webhook/endpoints/$TOLD_ENDPOINT_ID/deliveries?limit=5" -H "Authorization: Bearer $FAXWIRE_KEY"
