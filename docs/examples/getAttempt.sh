curl -sS --fail-with-body "$FAXWIRE_URL/fax/$FAXID/attempts/$ATTEMPT_ID" -H "Authorization: Bearer $FAXWIRE_KEY"
