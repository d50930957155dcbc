curl -sS --fail-with-body -X POST "$FAXWIRE_URL/admin/tenants/$TENANT_ID/numbers" -H "Authorization: Bearer $FAXWIRE_ROOT_KEY" \
  -H 'Content-Type: application/json' -d '{"number":"+12025550143"}'
