curl -sS --fail-with-body "$FAXWIRE_URL/admin/trunks" -H "Authorization: Bearer $FAXWIRE_ROOT_KEY"
