curl -sS --fail-with-body "$FAXWIRE_URL/fax/$FAXID" -H "Authorization: Bearer $FAXWIRE_KEY"
