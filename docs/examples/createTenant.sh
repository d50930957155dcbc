curl -sS --fail-with-body -X POST "$FAXWIRE_URL/admin/tenants" -H "Authorization: Bearer $FAXWIRE_ROOT_KEY" \
  -H 'Content-Type: application/json' -d '{"name":"Clinic","settings":{"defaultCountry":"US"}}'
