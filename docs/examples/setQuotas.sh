curl -sS --fail-with-body -X PUT "$FAXWIRE_URL/admin/tenants/$TENANT_ID/quotas" -H "Authorization: Bearer $FAXWIRE_ROOT_KEY" \
  -H 'Content-Type: application/json' -d '{"faxesPerDay":500}'
