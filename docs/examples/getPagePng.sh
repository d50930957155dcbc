curl -sS --fail-with-body -o page-1.png "$FAXWIRE_URL/fax/$FAXID/pages/1.png" -H "Authorization: Bearer $FAXWIRE_KEY"
