curl -sS --fail-with-body "$FAXWIRE_URL/fax/$FAXID/attempts" -H "Authorization: Bearer $FAXWIRE_KEY"
