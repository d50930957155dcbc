curl -sS --fail-with-body -o pages.pdf "$FAXWIRE_URL/fax/$FAXID/pages.pdf" -H "Authorization: Bearer $FAXWIRE_KEY"
