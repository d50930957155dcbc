curl -sS --fail-with-body -X PUT "$FAXWIRE_URL/admin/tenants/$TENANT_ID" -H "Authorization: Bearer $FAXWIRE_ROOT_KEY" \
  -H 'Content-Type: application/json' -d '{"settings":{"documentRetentionDays":30}}'
