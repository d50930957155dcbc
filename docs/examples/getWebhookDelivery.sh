curl -sS --fail-with-body "$FAXWIRE_URL/fax/webhook/endpoints/$TOLD_ENDPOINT_ID/deliveries/$DELIVERY_ID" -H "Authorization: Bearer $FAXWIRE_KEY"
