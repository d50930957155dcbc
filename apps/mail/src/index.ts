export { MailSender, type MailSenderOptions } from './delivery/mail-sender.ts';
export type { AddressedNotice, NoticeSender } from './delivery/notice-sender.ts';
export { NoticeWorker, type NoticeWorkerOptions } from './delivery/notice-worker.ts';
export { SmsSender, type SmsProvider } from './delivery/sms-sender.ts';
export { NotificationConsumer, type NotificationConsumerDeps } from './notification-consumer.ts';
export { createNotifications, type Notifications, type NotificationSettings, type NotificationsDeps } from './notifications.ts';
export { NOTIFICATIONS_GROUP, NotificationsModule } from './notifications.module.ts';
export { openNotifications } from './open-notifications.ts';
