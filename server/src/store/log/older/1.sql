-- The log of two days as a server whose tables were of version 1 has left it. Never to be changed.
pragma user_version = 1;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE event (
        seq integer primary key,
        day text,
        at integer not null,
        body text not null,
        secret_hash blob,
        hash blob not null
    ) strict;
INSERT INTO event VALUES(1,NULL,1795395600000,'{"v":1,"type":"office_applied","office":{"code":"test","name":{"vi":"Test"},"unit":{"vi":"Test"},"time_zone":"Asia/Ho_Chi_Minh","languages":["vi"],"hotline":"0276","hours":{"week":[[{"from_min":0,"to_min":1440}],[{"from_min":0,"to_min":1440}],[{"from_min":0,"to_min":1440}],[{"from_min":0,"to_min":1440}],[{"from_min":0,"to_min":1440}],[{"from_min":0,"to_min":1440}],[{"from_min":0,"to_min":1440}]],"worked":[{"from_min":450,"to_min":690},{"from_min":780,"to_min":1020}],"first_ticket_min":30,"last_ticket_min":30,"project_close":false,"days":[],"off":[],"worked_days":["2026-11-28"]},"rules":{"recall_gap_s":10,"no_show_calls":2,"no_show_after_s":0,"return_behind":3,"return_max":1,"undo_s":60,"clerk_may_call":false,"self_priority":true,"ask_priority_reason":false,"forgotten_min":30,"estimate_step_min":5},"limits":{"wait_mean_min":15,"wait_longest_min":45,"retention_days":90},"priorities":[{"code":"elderly","name":{"vi":"60"},"credit_min":20}],"services":[{"letter":"A","name":{},"short":{},"hint":{},"color":"#1F5FA8","minutes":6,"range":[1,999],"daily_limit":0},{"letter":"B","name":{},"short":{},"hint":{},"color":"#1F5FA8","minutes":12,"range":[1,999],"daily_limit":0}],"counters":[{"code":"1","name":{},"services":{"A":0}},{"code":"2","name":{},"services":{"A":0,"B":10}},{"code":"3","name":{},"services":{"B":0}}],"pause_reasons":[{"code":"break","name":{"vi":"Nghỉ"}}],"procedures":[]}}',NULL,X'17aef0d355f0787d0696d756265d30b9550460a98bf9c055b2e5cd1c022c8da1');
INSERT INTO event VALUES(2,'2026-11-23',1795395600000,'{"v":1,"type":"day_opened","date":"2026-11-23","office_seq":1,"means":{"A":360,"B":720}}',NULL,X'1cd89520eaf13a1f794c5f6f8051f6d7fc09057fe491e2d306e25cc4fde22ff3');
INSERT INTO event VALUES(3,'2026-11-23',1795395600000,'{"v":1,"type":"issued","by":{"device":"kiosk-1"},"number":"A001","credit_min":0,"ahead":0}',NULL,X'ff99a12cbb28e490a9094dfba0341514d861080776b88c039ff007470a527012');
INSERT INTO event VALUES(4,'2026-11-23',1795395600000,'{"v":1,"type":"issued","by":{"device":"kiosk-1"},"number":"A002","credit_min":0,"ahead":1}',NULL,X'c340dc774a488a218ba5613374d7b90238414f5b3b0f9df99d75e719626a0008');
INSERT INTO event VALUES(5,'2026-11-23',1795395600000,'{"v":1,"type":"issued","by":{"device":"kiosk-1"},"number":"A003","credit_min":0,"ahead":2}',NULL,X'ce21c2e66ca7e528b105e01b5448f559dfa35cec93e0efb5e173a7f8b8cd7f51');
INSERT INTO event VALUES(6,'2026-11-23',1795395660000,'{"v":1,"type":"counter_opened","by":{"account":"lan"},"counter":"1"}',NULL,X'964f205d7a887e10ac6ff2f9a8f99fcf1d82b1714e6527ce096b58fca3232c59');
INSERT INTO event VALUES(7,'2026-11-23',1795395720000,'{"v":1,"type":"called","by":{"account":"lan"},"counter":"1","number":"A001","rule":"turn","overtook":[]}',NULL,X'b793b5d3d5359aa0424f25b564a589965d676325ed7a6428874ef11ac8e43fbe');
INSERT INTO event VALUES(8,'2026-11-23',1795395780000,'{"v":1,"type":"started","by":{"account":"lan"},"counter":"1","number":"A001"}',NULL,X'229f9336ffbbde82adb992a23bd46e88a8a5624e7b188bce533ef288b376705e');
INSERT INTO event VALUES(9,'2026-11-23',1795395840000,'{"v":1,"type":"finished","by":{"account":"lan"},"counter":"1","number":"A001"}',NULL,X'73e52c7c471712d409c94ae6dae7d7649bdc80cc1b6250f99fa597cd5ac2f4b3');
INSERT INTO event VALUES(10,'2026-11-23',1795395900000,'{"v":1,"type":"called","by":{"account":"lan"},"counter":"1","number":"A002","rule":"turn","overtook":[]}',NULL,X'83c572fad0f9bdb28eab8c2ed74fcc1eba6bdd1138ef4bff184ad137f4d33747');
INSERT INTO event VALUES(11,'2026-11-23',1795395960000,'{"v":1,"type":"held","by":{"account":"lan"},"counter":"1","number":"A002"}',X'f4c385cb1bd5125b45ff10b5d1316663fd04d7a052022dcfbf4f2295c66138c9',X'c8a6d4f305f33f614a750d2b09f1e87a03bfe0f86a482d2c2d30802f33e19e7e');
INSERT INTO event VALUES(12,'2026-11-23',1795396020000,'{"v":1,"type":"called","by":{"account":"lan"},"counter":"1","number":"A003","rule":"turn","overtook":[]}',NULL,X'68aaa1336704b8d7a939c5c36144ba4ca19da4680597b2e9087d288f47f46c99');
INSERT INTO event VALUES(13,'2026-11-23',1795396080000,'{"v":1,"type":"undone","by":{"account":"lan"},"counter":"1","act":"next","from_seq":12}',NULL,X'946d31b446342c37874771b77ae1f96aa304fea6628035633a333660318f5f74');
INSERT INTO event VALUES(14,'2026-11-23',1795396140000,'{"v":1,"type":"served","counter":"1","issued":{"by":{"account":"lan"},"number":"A004","credit_min":0,"ahead":0}}',NULL,X'8fdc37388344cedaae4f4896c2abc9684293dd952395c13effe4a837453c2258');
INSERT INTO event VALUES(15,'2026-11-23',1795396200000,'{"v":1,"type":"finished","by":{"account":"lan"},"counter":"1","number":"A004"}',NULL,X'223307ece94cb5f8f8ab6b053e32c3835197d1f03c1fa30ed108141c6f78b092');
INSERT INTO event VALUES(16,'2026-11-23',1795396200000,'{"v":1,"type":"rated","number":"A001"}',X'59bf4772eef990fe4499ec7ea7d845763eca3fe77b43d57922afcaf79d65192b',X'60b652205b8757ea99f0cd3d406a9cd712042e75db7aceed4a36e33bda3c57d4');
INSERT INTO event VALUES(17,'2026-11-23',1795396200000,'{"v":1,"type":"day_closed","date":"2026-11-23","by":{"account":"hoa"}}',NULL,X'0855ca0a0f1c4f6e45aaabb7e2deea540d636595a8639291a75d6da476a357d4');
INSERT INTO event VALUES(18,'2026-11-24',1795482000000,'{"v":1,"type":"day_opened","date":"2026-11-24","office_seq":1,"means":{"A":332,"B":720}}',NULL,X'099623c9fce53c59ef48282d4441b91d79820b56274a5dc024f63fd691b6d17e');
INSERT INTO event VALUES(19,'2026-11-24',1795482000000,'{"v":1,"type":"issued","by":{"device":"kiosk-1"},"number":"A001","credit_min":0,"ahead":0}',NULL,X'5df6666377ba4d557f82c929133475b39ac52c44d65add9c37103d0fdddf86cd');
INSERT INTO event VALUES(20,'2026-11-24',1795482000000,'{"v":1,"type":"issued","by":{"device":"kiosk-1"},"number":"A002","credit_min":0,"ahead":1}',NULL,X'f218ec0e3a7551f86356d4bcb6e05bbe7624e9b8ae15612a90b962fbcb4f845c');
INSERT INTO event VALUES(21,'2026-11-24',1795482000000,'{"v":1,"type":"counter_opened","by":{"account":"lan"},"counter":"1"}',NULL,X'509ddb0d02097afb8265f0c698c9f9c51305380d753aada570aa4c80dbd01476');
INSERT INTO event VALUES(22,'2026-11-24',1795482000000,'{"v":1,"type":"called","by":{"account":"lan"},"counter":"1","number":"A001","rule":"turn","overtook":[]}',NULL,X'b5a3b78d5ace0dfe33040531abf987a918282bc8a0edece63432c20ad7e72475');
INSERT INTO event VALUES(23,'2026-11-24',1795482000000,'{"v":1,"type":"finished","by":{"account":"lan"},"counter":"1","number":"A001"}',NULL,X'30de0b67de857bb0197eadfff3b55b48f740db6eb27e5d96a6d69ab91550c44c');
INSERT INTO event VALUES(24,'2026-11-24',1795482000000,'{"v":1,"type":"called","by":{"account":"lan"},"counter":"1","number":"A002","rule":"turn","overtook":[]}',NULL,X'e671b8de4cde5149e5132c32e5d17c122f6b00406ea4fa1ebb9d9a41626734f0');
CREATE TABLE secret (seq integer primary key references event, salt blob not null, text text not null) strict;
INSERT INTO secret VALUES(11,X'f60159a7edfdf975c9c7906f440f976b','thiếu giấy');
INSERT INTO secret VALUES(16,X'16723d46661641d177c8c5da71615c77','4');
CREATE TABLE day (
        date text primary key,
        opened_seq integer not null references event,
        closed_seq integer references event
    ) strict;
INSERT INTO day VALUES('2026-11-23',2,17);
INSERT INTO day VALUES('2026-11-24',18,NULL);
CREATE TABLE answer (
        day text not null,
        caller text not null,
        key text not null,
        request blob not null,
        reply text not null,
        primary key (day, caller, key)
    ) strict, without rowid;
INSERT INTO answer VALUES('2026-11-24','account:lan','n',X'0909090909090909090909090909090909090909090909090909090909090909','{"kind":"next","body":{"ticket":{"number":"A002","service":"A","state":"called","issued_at":"2026-11-24T08:00:00+07:00","waited_s":0,"calls":1,"called_at":"2026-11-24T08:00:00+07:00","started_at":null,"priority":null,"assist":false,"lang":null,"printed":null,"note":null,"procedure":null},"why":{"rule":"turn","overtook":0}}}');
INSERT INTO answer VALUES('2026-11-24','device:1','k',X'0101010101010101010101010101010101010101010101010101010101010101','{"kind":"issued","body":{"number":"A001","service":"A","token":"","url":null,"issued_at":"2026-11-24T08:00:00+07:00","ahead":0,"estimate":null,"priority":false}}');
INSERT INTO answer VALUES('2026-11-24','device:1','l',X'0101010101010101010101010101010101010101010101010101010101010101','{"kind":"issued","body":{"number":"A002","service":"A","token":"","url":null,"issued_at":"2026-11-24T08:00:00+07:00","ahead":1,"estimate":null,"priority":false}}');
CREATE TABLE visit (
        day text not null,
        number text not null,
        service text not null,
        state text not null,
        counter text,
        priority text,
        credit_min integer not null,
        calls integer not null,
        issued_at integer not null,
        first_called_at integer,
        called_at integer,
        started_at integer,
        ended_at integer,
        unfinished integer not null,
        promised_s integer,
        printed integer,
        primary key (day, number)
    ) strict, without rowid;
INSERT INTO visit VALUES('2026-11-23','A001','A','done','1',NULL,0,1,1795395600000,1795395720000,1795395720000,1795395780000,1795395840000,0,NULL,NULL);
INSERT INTO visit VALUES('2026-11-23','A002','A','expired','1',NULL,0,1,1795395600000,1795395900000,1795395900000,NULL,NULL,0,NULL,NULL);
INSERT INTO visit VALUES('2026-11-23','A003','A','expired',NULL,NULL,0,0,1795395600000,NULL,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO visit VALUES('2026-11-23','A004','A','done','1',NULL,0,1,1795396140000,1795396140000,1795396140000,NULL,1795396200000,0,NULL,NULL);
INSERT INTO visit VALUES('2026-11-24','A001','A','done','1',NULL,0,1,1795482000000,1795482000000,1795482000000,NULL,1795482000000,0,NULL,NULL);
INSERT INTO visit VALUES('2026-11-24','A002','A','called','1',NULL,0,1,1795482000000,1795482000000,1795482000000,NULL,NULL,0,NULL,NULL);
CREATE TABLE own (name text primary key, value blob not null) strict, without rowid;
INSERT INTO own VALUES('token_secret',X'ef90c895f758cfb1f1e7282cf78bbaff6ad77e97a31e5e4e1ed20cf0ed1be56e');
CREATE INDEX visit_learned on visit (service, ended_at) where state = 'done' and unfinished = 0;
COMMIT;
