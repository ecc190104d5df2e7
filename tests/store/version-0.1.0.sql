-- Three banks of a store that version 0.1.0 left, and what it was told of them.
BEGIN TRANSACTION;
CREATE TABLE aspsp_answers (  aspsp INTEGER PRIMARY KEY REFERENCES aspsps ON DELETE CASCADE,  raw TEXT) STRICT;
INSERT INTO "aspsp_answers" VALUES(1,'{"bicFi":"ESSESESS","name":"Skandinaviska Enskilda Banken AB ","logoUrl":"http://127.0.0.1:18080/image/ESSESESS.png"}');
INSERT INTO "aspsp_answers" VALUES(4,'{"bicFi":"LINDSESG","name":"Lindsparbanken AB","logoUrl":"http://127.0.0.1:18080/images/LINDSESG.svg","id":"970c5cbf-91b2-51ae-9256-97e92c2608b8"}');
INSERT INTO "aspsp_answers" VALUES(22,'{"bicFi":"FJDAFIHH","name":"Fjordalia Bank","logoUrl":"http://127.0.0.1:18080/image/FJDAFIHH.svg","id":"67ebca00-327a-57f4-b68c-0ae2a93f32ec"}');
CREATE TABLE aspsps (  id INTEGER PRIMARY KEY,  key TEXT NOT NULL UNIQUE,  bic_fi TEXT,  name TEXT,  logo_url TEXT,  country_code TEXT,  first_seen INTEGER NOT NULL,  places BLOB NOT NULL,  folded TEXT NOT NULL,  offers BLOB NOT NULL DEFAULT x'',  city TEXT,  affiliates TEXT,  details_at INTEGER) STRICT;
INSERT INTO "aspsps" VALUES(1,'essesess','ESSESESS','Skandinaviska Enskilda Banken AB ','http://127.0.0.1:18080/image/ESSESESS.png',NULL,0,X'0100000002000000','skandinaviska enskilda banken ab
essesess
kungstradgardsgatan 8
5020329081
46771365365
seb.se
',X'4B0000004C0000004D0000004E0000004F000000500000004B000000510000005200000053000000540000005500000056000000570000005800000059000000','Stockholm',NULL,1796061308);
INSERT INTO "aspsps" VALUES(4,'lindsesg','LINDSESG','Lindsparbanken AB','http://127.0.0.1:18080/images/LINDSESG.svg',NULL,0,X'010000000300000004000000','lindsparbanken ab
lindsesg
08014 norra bjorkmyrens sparbank
08127 ostra klockmossens sparbank
08999 sodra ljungdala sparbank
00431 vastra tallasens sparbank
08260 hallmosse sparbank
00076 storgranens sparbank
08312 sparbanken vipan
granbacken 56
5560002852
46846500419
lindsparbanken.example
',X'4B0000004C0000005A0000004D0000004E0000004F00000050000000570000004B00000051000000590000005D000000','Göteborg','Norra Björkmyrens Sparbank
Östra Klockmossens Sparbank
Södra Ljungdala Sparbank
Västra Tallåsens Sparbank
Hällmosse Sparbank
Storgranens Sparbank
Sparbanken Vipan',1796061308);
INSERT INTO "aspsps" VALUES(22,'fjdafihh','FJDAFIHH','Fjordalia Bank','http://127.0.0.1:18080/image/FJDAFIHH.svg',NULL,0,X'070000000A000000','fjordalia bank
fjdafihh
rantakuja 44
00044787
358900007961
fjordalia-bank.example
',X'4B0000004C0000004B000000590000005D000000','Helsinki',NULL,1796061308);
CREATE TABLE changes (  number INTEGER PRIMARY KEY,  at INTEGER NOT NULL,  kind INTEGER NOT NULL,  what TEXT NOT NULL,  id TEXT,  name TEXT,  field TEXT,  old_value TEXT,  new_value TEXT,  is_baseline INTEGER NOT NULL) STRICT;
CREATE TABLE cities (  key TEXT PRIMARY KEY,  city_id TEXT,  name TEXT,  iso_country_code TEXT,  raw TEXT,  position INTEGER NOT NULL) STRICT;
INSERT INTO "cities" VALUES('37efa883-c8ad-4ff7-927b-b11b02beb923','37efa883-c8ad-4ff7-927b-b11b02beb923','Stockholm','SE','{"cityId":"37efa883-c8ad-4ff7-927b-b11b02beb923","name":"Stockholm","isoCountryCode":"SE"}',0);
INSERT INTO "cities" VALUES('ba9dd929-1408-33a6-3ce2-bc45fcfaaa5c','ba9dd929-1408-33a6-3ce2-bc45fcfaaa5c','Helsinki','FI','{"cityId":"ba9dd929-1408-33a6-3ce2-bc45fcfaaa5c","name":"Helsinki","isoCountryCode":"FI"}',1);
INSERT INTO "cities" VALUES('bb97dd78-835c-9922-e700-a8b5b3f5cbba','bb97dd78-835c-9922-e700-a8b5b3f5cbba','Frankfurt','DE','{"cityId":"bb97dd78-835c-9922-e700-a8b5b3f5cbba","name":"Frankfurt","isoCountryCode":"DE"}',2);
INSERT INTO "cities" VALUES('8f64d9db-7f38-e13e-cbf8-809e6bc6175c','8f64d9db-7f38-e13e-cbf8-809e6bc6175c','Copenhagen','DK','{"cityId":"8f64d9db-7f38-e13e-cbf8-809e6bc6175c","name":"Copenhagen","isoCountryCode":"DK"}',3);
INSERT INTO "cities" VALUES('768cd1f3-9e7b-5822-8878-61b25456c8a6','768cd1f3-9e7b-5822-8878-61b25456c8a6','Göteborg','SE','{"cityId":"768cd1f3-9e7b-5822-8878-61b25456c8a6","name":"Göteborg","isoCountryCode":"SE"}',4);
INSERT INTO "cities" VALUES('b2955c67-2d7a-5029-b265-69eee1420ce0','b2955c67-2d7a-5029-b265-69eee1420ce0','Malmö','SE','{"cityId":"b2955c67-2d7a-5029-b265-69eee1420ce0","name":"Malmö","isoCountryCode":"SE"}',5);
CREATE TABLE countries (  key TEXT PRIMARY KEY,  iso_country_code TEXT,  name TEXT,  raw TEXT,  position INTEGER NOT NULL) STRICT;
INSERT INTO "countries" VALUES('se','SE','Sweden','{"isoCountryCode":"SE","name":"Sweden"}',0);
INSERT INTO "countries" VALUES('fi','FI','Finland','{"isoCountryCode":"FI","name":"Finland"}',1);
CREATE TABLE details (  key TEXT PRIMARY KEY,  fields TEXT NOT NULL,  raw TEXT,  request_id TEXT,  received_at INTEGER NOT NULL) STRICT;
INSERT INTO "details" VALUES('essesess','{"bicFi":"ESSESESS","name":"Skandinaviska Enskilda Banken AB ","logoUrl":"http://127.0.0.1:18080/images/ESSESESS.jpg","city":"Stockholm","country":"Sweden","postalCode":"106 40","streetAddress":"Kungsträdgårdsgatan 8","companyNumber":"502032-9081","phone":"+46-771 365 365","websiteUrl":"https://seb.se/","globalPaymentProducts":["sepa-credit-transfers","domestic"],"paymentProducts":["swedish-domestic-private-credit-transfers","swedish-domestic-private-own-accounts-transfers","swedish-domestic-private-bankgiros","swedish-domestic-private-plusgiros","sepa-credit-transfers","cross-border-credit-transfers","high-value-credit-transfers","dk-domestic-credit-transfers","intra-company-credit-transfers","no-domestic-credit-transfers","pl-domestic-credit-transfers","se-domestic-credit-transfers","uk-domestic-credit-transfers"],"supportedAuthorizationMethods":[{"name":"OAuth2","uri":"https://auth.dev.openbankingplatform.com/.well-known/openid-configuration"}],"notes":[]}','{"city":"Stockholm","country":"Sweden","postalCode":"106 40","streetAddress":"Kungsträdgårdsgatan 8","companyNumber":"502032-9081","phone":"+46-771 365 365","websiteUrl":"https://seb.se/","globalPaymentProducts":["sepa-credit-transfers","domestic"],"paymentProducts":["swedish-domestic-private-credit-transfers","swedish-domestic-private-own-accounts-transfers","swedish-domestic-private-bankgiros","swedish-domestic-private-plusgiros","sepa-credit-transfers","cross-border-credit-transfers","high-value-credit-transfers","dk-domestic-credit-transfers","intra-company-credit-transfers","no-domestic-credit-transfers","pl-domestic-credit-transfers","se-domestic-credit-transfers","uk-domestic-credit-transfers"],"supportedAuthorizationMethods":[{"name":"OAuth2","uri":"https://auth.dev.openbankingplatform.com/.well-known/openid-configuration"}],"bicFi":"ESSESESS","name":"Skandinaviska Enskilda Banken AB ","logoUrl":"http://127.0.0.1:18080/images/ESSESESS.jpg"}','41b8dd01-0270-44eb-8892-1eaad3376e29',1796061308);
INSERT INTO "details" VALUES('lindsesg','{"bicFi":"LINDSESG","name":"Lindsparbanken AB","logoUrl":"http://127.0.0.1:18080/images/LINDSESG.svg","id":"970c5cbf-91b2-51ae-9256-97e92c2608b8","city":"Göteborg","country":"Sweden","postalCode":"341 88","streetAddress":"Granbacken 56","companyNumber":"556000-2852","phone":"+46-8 465 004 19","websiteUrl":"https://www.lindsparbanken.example/","globalPaymentProducts":["sepa-credit-transfers","domestic","international"],"paymentProducts":["swedish-domestic-private-credit-transfers","swedish-domestic-private-own-accounts-transfers","swedish-domestic-private-bankgiros","swedish-domestic-private-plusgiros","se-domestic-credit-transfers","sepa-credit-transfers","cross-border-credit-transfers"],"supportedAuthorizationMethods":[{"name":"OAuth2","uri":"https://auth.lindsparbanken.example/.well-known/openid-configuration"},{"name":"Decoupled","uri":""}],"affiliatedAspsps":[{"id":"08014","name":"Norra Björkmyrens Sparbank"},{"id":"08127","name":"Östra Klockmossens Sparbank"},{"id":"08999","name":"Södra Ljungdala Sparbank"},{"id":"00431","name":"Västra Tallåsens Sparbank"},{"id":"08260","name":"Hällmosse Sparbank"},{"id":"00076","name":"Storgranens Sparbank"},{"id":"08312","name":"Sparbanken Vipan"}],"signingBasketsSupported":true,"signingBasketLimit":50,"transactionHistoryMaxDays":180,"notes":[]}','{"bicFi":"LINDSESG","name":"Lindsparbanken AB","id":"970c5cbf-91b2-51ae-9256-97e92c2608b8","logoUrl":"http://127.0.0.1:18080/images/LINDSESG.svg","city":"Göteborg","country":"Sweden","postalCode":"341 88","streetAddress":"Granbacken 56","companyNumber":"556000-2852","phone":"+46-8 465 004 19","websiteUrl":"https://www.lindsparbanken.example/","globalPaymentProducts":["sepa-credit-transfers","domestic","international"],"paymentProducts":["swedish-domestic-private-credit-transfers","swedish-domestic-private-own-accounts-transfers","swedish-domestic-private-bankgiros","swedish-domestic-private-plusgiros","se-domestic-credit-transfers","sepa-credit-transfers","cross-border-credit-transfers"],"supportedAuthorizationMethods":[{"name":"OAuth2","uri":"https://auth.lindsparbanken.example/.well-known/openid-configuration"},{"name":"Decoupled","uri":""}],"affiliatedAspsps":[{"id":"08014","name":"Norra Björkmyrens Sparbank"},{"id":"08127","name":"Östra Klockmossens Sparbank"},{"id":"08999","name":"Södra Ljungdala Sparbank"},{"id":"00431","name":"Västra Tallåsens Sparbank"},{"id":"08260","name":"Hällmosse Sparbank"},{"id":"00076","name":"Storgranens Sparbank"},{"id":"08312","name":"Sparbanken Vipan"}],"paymentInitiation":{"signingBasketsSupported":true,"signingBasketLimit":50},"accountInformation":{"transactionHistoryMaxDays":180}}','3d6b5dc2-7177-48e1-a506-f082f4182bf0',1796061308);
INSERT INTO "details" VALUES('fjdafihh','{"bicFi":"FJDAFIHH","name":"Fjordalia Bank","logoUrl":"http://127.0.0.1:18080/image/FJDAFIHH.svg","id":"67ebca00-327a-57f4-b68c-0ae2a93f32ec","city":"Helsinki","country":"Finland","postalCode":"82352","streetAddress":"Rantakuja 44","companyNumber":"0004478-7","phone":"+358 9 0000 7961","websiteUrl":"https://www.fjordalia-bank.example/","globalPaymentProducts":["sepa-credit-transfers","domestic"],"paymentProducts":["sepa-credit-transfers"],"supportedAuthorizationMethods":[{"name":"OAuth2","uri":"https://auth.fjordalia-bank.example/.well-known/openid-configuration"},{"name":"Decoupled","uri":""}],"notes":[]}','{"bicFi":"FJDAFIHH","name":"Fjordalia Bank","id":"67ebca00-327a-57f4-b68c-0ae2a93f32ec","logoUrl":"http://127.0.0.1:18080/image/FJDAFIHH.svg","city":"Helsinki","country":"Finland","postalCode":"82352","streetAddress":"Rantakuja 44","companyNumber":"0004478-7","phone":"+358 9 0000 7961","websiteUrl":"https://www.fjordalia-bank.example/","globalPaymentProducts":["sepa-credit-transfers","domestic"],"paymentProducts":["sepa-credit-transfers"],"supportedAuthorizationMethods":[{"name":"OAuth2","uri":"https://auth.fjordalia-bank.example/.well-known/openid-configuration"},{"name":"Decoupled","uri":""}],"paymentInitiation":{}}','469e3427-dd53-4b63-aa9c-a8438f376b21',1796061308);
CREATE TABLE logos (  url TEXT PRIMARY KEY,  fetched_at INTEGER NOT NULL,  validator TEXT,  bytes BLOB) STRICT;
CREATE TABLE meta (  key TEXT PRIMARY KEY,  value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('fetched_at',1796061308);
CREATE TABLE orders (  name TEXT PRIMARY KEY,  permutation BLOB NOT NULL) STRICT;
INSERT INTO "orders" VALUES('platform',X'000000000100000002000000');
INSERT INTO "orders" VALUES('display:C',X'010000000200000000000000');
CREATE TABLE words (  id INTEGER PRIMARY KEY,  kind INTEGER NOT NULL,  word TEXT NOT NULL,  UNIQUE (kind, word)) STRICT;
INSERT INTO "words" VALUES(1,0,'SE');
INSERT INTO "words" VALUES(2,1,'37efa883-c8ad-4ff7-927b-b11b02beb923');
INSERT INTO "words" VALUES(3,1,'768cd1f3-9e7b-5822-8878-61b25456c8a6');
INSERT INTO "words" VALUES(4,1,'ab75d82e-c6e1-52f8-9543-16f35b59ba63');
INSERT INTO "words" VALUES(5,1,'b2955c67-2d7a-5029-b265-69eee1420ce0');
INSERT INTO "words" VALUES(6,1,'fbcc62f3-1d64-5bc1-9ea7-ee73d324952b');
INSERT INTO "words" VALUES(7,0,'FI');
INSERT INTO "words" VALUES(8,0,'DK');
INSERT INTO "words" VALUES(9,0,'NO');
INSERT INTO "words" VALUES(10,1,'ba9dd929-1408-33a6-3ce2-bc45fcfaaa5c');
INSERT INTO "words" VALUES(11,1,'8f64d9db-7f38-e13e-cbf8-809e6bc6175c');
INSERT INTO "words" VALUES(12,1,'f586552d-b48f-5b66-8076-9b29388f8835');
INSERT INTO "words" VALUES(13,1,'f8be66ba-62a1-5733-83d7-8fab43f3d3f0');
INSERT INTO "words" VALUES(14,1,'f1d8920b-b41d-5dd0-aef3-4809ff5e05e5');
INSERT INTO "words" VALUES(15,1,'5b275a1b-10a6-5c21-b85a-bf85346cfa26');
INSERT INTO "words" VALUES(16,0,'DE');
INSERT INTO "words" VALUES(17,1,'f99931f5-914e-52d1-87c2-7ccaf6f2fff7');
INSERT INTO "words" VALUES(18,1,'a7defbd5-bf27-526a-97ba-2fc46dffbc8e');
INSERT INTO "words" VALUES(19,1,'bb97dd78-835c-9922-e700-a8b5b3f5cbba');
INSERT INTO "words" VALUES(20,1,'62d011d3-175e-5564-93bc-47dbac23d794');
INSERT INTO "words" VALUES(21,1,'1e430193-88b0-5bfa-a5b2-3fb7474fba28');
INSERT INTO "words" VALUES(22,1,'034e70a7-0e6e-5527-a834-52b28034f199');
INSERT INTO "words" VALUES(23,1,'a5b174a2-9c0a-57e6-b110-0d941b9e8e01');
INSERT INTO "words" VALUES(24,1,'757ec132-9295-5a6b-9680-a7dbc96a8bf8');
INSERT INTO "words" VALUES(25,1,'2d39a4df-3cf1-50b6-8031-fd8667145d69');
INSERT INTO "words" VALUES(26,1,'1380be6b-3131-53ef-8922-fa0d1cbc8167');
INSERT INTO "words" VALUES(27,0,'NL');
INSERT INTO "words" VALUES(28,1,'f24c80b5-bd32-55af-b2a8-fb72ac0c8a88');
INSERT INTO "words" VALUES(29,1,'cb8a9d43-a9a9-55f7-8f82-a587a3903b8e');
INSERT INTO "words" VALUES(30,1,'3a550852-5d31-5fef-a82e-9153c4e2454a');
INSERT INTO "words" VALUES(31,0,'FR');
INSERT INTO "words" VALUES(32,1,'69a47b4c-7aff-59d1-ae3d-a5520e26effc');
INSERT INTO "words" VALUES(33,1,'649ded05-5e05-59c9-9f1f-3ee5a1e9d265');
INSERT INTO "words" VALUES(34,1,'7609ff2e-7050-5007-a58b-8948b9fca2f1');
INSERT INTO "words" VALUES(35,0,'ES');
INSERT INTO "words" VALUES(36,1,'703a3541-7e06-5325-88b7-5243aa6201b8');
INSERT INTO "words" VALUES(37,1,'c126abd3-acad-5b6c-827f-f4ba97b11d63');
INSERT INTO "words" VALUES(38,1,'5ce2b45b-9c02-5f5d-b536-932fc892f1ce');
INSERT INTO "words" VALUES(39,0,'IT');
INSERT INTO "words" VALUES(40,1,'724ebb74-ae99-5a16-878a-ec7eb831d96e');
INSERT INTO "words" VALUES(41,1,'7e2931f3-79f1-5d13-a7a9-96100b15ec65');
INSERT INTO "words" VALUES(42,1,'145fff39-812f-515b-b19d-1b225b97874d');
INSERT INTO "words" VALUES(43,0,'GB');
INSERT INTO "words" VALUES(44,1,'8b2e6eb8-b00f-5504-ae00-a5bf13e6e873');
INSERT INTO "words" VALUES(45,1,'55993ac2-c8e4-50fe-83ba-d29d1455744f');
INSERT INTO "words" VALUES(46,1,'71d57027-d9af-5513-b304-ad69beb727bd');
INSERT INTO "words" VALUES(47,0,'PL');
INSERT INTO "words" VALUES(48,1,'0ff333ed-de52-5daa-b988-8ea5a09e735a');
INSERT INTO "words" VALUES(49,1,'3166abbe-a327-54a3-b6f0-b8744711f642');
INSERT INTO "words" VALUES(50,1,'3e622f04-a95f-5395-a34f-dc4d6b90de36');
INSERT INTO "words" VALUES(51,0,'EE');
INSERT INTO "words" VALUES(52,1,'f8761ff5-5e6b-568e-9be5-81b50a537038');
INSERT INTO "words" VALUES(53,1,'2402f0cf-abbe-5c4c-8ea0-6bf7e8c62a2f');
INSERT INTO "words" VALUES(54,0,'LT');
INSERT INTO "words" VALUES(55,1,'2b4ae22d-5fc5-5185-854c-90ee22d98c8a');
INSERT INTO "words" VALUES(56,1,'fc44e559-9efe-50bf-b927-e43b5f7332ed');
INSERT INTO "words" VALUES(57,0,'AT');
INSERT INTO "words" VALUES(58,1,'fee81881-b252-59e7-a039-9af53c19ad8c');
INSERT INTO "words" VALUES(59,1,'1582f40b-2459-5b13-83ec-a53e8646ff6d');
INSERT INTO "words" VALUES(60,1,'4efc618b-8434-5f53-9df7-d48610eee237');
INSERT INTO "words" VALUES(61,0,'BE');
INSERT INTO "words" VALUES(62,1,'1fb009c4-8ea9-57cd-928c-d6a8c18db7b1');
INSERT INTO "words" VALUES(63,1,'24cbf77f-4211-50c0-bd4b-680ab1b3f1bf');
INSERT INTO "words" VALUES(64,1,'99ad072d-6d50-5205-8821-12fb0ee9e509');
INSERT INTO "words" VALUES(65,0,'GR');
INSERT INTO "words" VALUES(66,1,'e72ffe16-6e99-52d4-b4d3-39bcea07c1d4');
INSERT INTO "words" VALUES(67,1,'01620eed-8d5d-51fe-86f4-b69d4e42ef1b');
INSERT INTO "words" VALUES(68,0,'BG');
INSERT INTO "words" VALUES(69,1,'529dba07-c053-5727-b01e-eebd41468c67');
INSERT INTO "words" VALUES(70,1,'d55bd5b5-35a1-557d-a86f-81c085ea3f14');
INSERT INTO "words" VALUES(71,0,'IE');
INSERT INTO "words" VALUES(72,1,'723b5bd1-fc5f-5ca0-8cbd-d671b64fe1f0');
INSERT INTO "words" VALUES(73,1,'019b1536-08fb-5191-a554-b748f1f74d5f');
INSERT INTO "words" VALUES(74,1,'38b4589c-37c1-53e6-8444-9774a107e5c9');
INSERT INTO "words" VALUES(75,2,'sepa-credit-transfers');
INSERT INTO "words" VALUES(76,2,'domestic');
INSERT INTO "words" VALUES(77,2,'swedish-domestic-private-credit-transfers');
INSERT INTO "words" VALUES(78,2,'swedish-domestic-private-own-accounts-transfers');
INSERT INTO "words" VALUES(79,2,'swedish-domestic-private-bankgiros');
INSERT INTO "words" VALUES(80,2,'swedish-domestic-private-plusgiros');
INSERT INTO "words" VALUES(81,2,'cross-border-credit-transfers');
INSERT INTO "words" VALUES(82,2,'high-value-credit-transfers');
INSERT INTO "words" VALUES(83,2,'dk-domestic-credit-transfers');
INSERT INTO "words" VALUES(84,2,'intra-company-credit-transfers');
INSERT INTO "words" VALUES(85,2,'no-domestic-credit-transfers');
INSERT INTO "words" VALUES(86,2,'pl-domestic-credit-transfers');
INSERT INTO "words" VALUES(87,2,'se-domestic-credit-transfers');
INSERT INTO "words" VALUES(88,2,'uk-domestic-credit-transfers');
INSERT INTO "words" VALUES(89,3,'OAuth2');
INSERT INTO "words" VALUES(90,2,'international');
INSERT INTO "words" VALUES(91,2,'swedish-giro');
INSERT INTO "words" VALUES(92,2,'instant-sepa-credit-transfers');
INSERT INTO "words" VALUES(93,3,'Decoupled');
CREATE INDEX changes_by_time ON changes (at) WHERE NOT is_baseline;
COMMIT;
PRAGMA user_version = 4;
