curl -sS --fail-with-body "$FAXWIRE_URL/fax/batch/$BATCH_ID" -H "Authorization: Bearer $FAXWIRE_KEY"
